import { expect, test } from "vitest";
import { type FaultDetails, refuseFault } from "../../../src/validation/operations/faults.ts";
import type { FaultKind } from "../../../src/validation/operations/refusal.ts";

const NOTHING: FaultDetails = { percent: null, seconds: null, message: null, keyProviderName: null, remaining: null };

test.each<[FaultKind, Partial<FaultDetails>]>([
  ["FAIL_AT_PROGRESS", { percent: 0 }],
  ["FAIL_AT_PROGRESS", { percent: 99, message: "Bye.", remaining: 1 }],
  ["SLOW", { seconds: 3600 }],
  ["DISCONNECT_AT_PROGRESS", { percent: 50, remaining: 2 }],
  ["DISCONNECT_KMS_AT_PROGRESS", { percent: 50, keyProviderName: "kp-1" }],
])("%s with %o is a fault", (kind, details) => {
  expect(refuseFault({ ...NOTHING, ...details, kind })).toBeNull();
});

test.each<[FaultKind, Partial<FaultDetails>, string, string]>([
  ["FAIL_AT_PROGRESS", {}, "percent", "fault-detail-missing"],
  ["DISCONNECT_KMS_AT_PROGRESS", { percent: 1 }, "keyProviderName", "fault-detail-missing"],
  ["SLOW", { seconds: 1, percent: 1 }, "percent", "fault-detail-superfluous"],
  ["SLOW", { seconds: 1, remaining: 1 }, "remaining", "fault-detail-superfluous"],
  ["DISCONNECT_AT_PROGRESS", { percent: 1, message: "Bye." }, "message", "fault-detail-superfluous"],
  ["FAIL_AT_PROGRESS", { percent: 100 }, "percent", "fault-detail-out-of-range"],
  ["SLOW", { seconds: 0 }, "seconds", "fault-detail-out-of-range"],
  ["FAIL_AT_PROGRESS", { percent: 1, message: "a\0b" }, "message", "fault-detail-out-of-range"],
  ["FAIL_AT_PROGRESS", { percent: 1, remaining: 0 }, "remaining", "fault-detail-out-of-range"],
])("%s with %o is refused for its %s: %s", (kind, details, detail, id) => {
  expect(refuseFault({ ...NOTHING, ...details, kind })).toMatchObject({
    detail,
    code: "INVALID_VALUE",
    what: { id, detail },
  });
});
