import { expect, test } from "vitest";
import type { PlaceFacts } from "../../src/validation/facts.ts";
import { canLeaveOutTpm } from "../../src/validation/optional-tpm.ts";
import { placeA } from "./good-facts.ts";

const OPTIONAL = { tpm: true, tpmIsOptional: true };
const WINDOWS = "windows2019srv_64Guest";
const LINUX = "ubuntu64Guest";

const vcenter = (change: Partial<PlaceFacts["vcenter"]>): PlaceFacts => ({
  ...placeA,
  vcenter: { ...placeA.vcenter, ...change },
});
const keyless = vcenter({ kmsRegistrations: [], defaultKeyProvider: undefined });
const windowsOnly = vcenter({ version: "7.0.1" });

test.each([
  ["a VDC that supports it", OPTIONAL, WINDOWS, placeA, false],
  ["a VDC without a key provider", OPTIONAL, WINDOWS, keyless, true],
  ["a VDC without a key provider, for a guest OS that is not known", OPTIONAL, null, keyless, true],
  ["a VDC of which it is not known what it supports", OPTIONAL, WINDOWS, vcenter({ version: null }), true],
  ["a VDC that supports it for Windows alone", OPTIONAL, LINUX, windowsOnly, true],
  ["a VDC that supports it for Windows, which it is", OPTIONAL, WINDOWS, windowsOnly, false],
  ["a VDC that supports it, for a guest OS that does not", OPTIONAL, "freebsd13_64Guest", placeA, false],
  ["a VDC that supports it, for a guest OS that is not known", OPTIONAL, null, windowsOnly, false],
  ["a VDC without a key provider, where it is required", { tpm: true, tpmIsOptional: false }, WINDOWS, keyless, false],
  ["a VDC without a key provider, where there is none", { tpm: false, tpmIsOptional: false }, WINDOWS, keyless, false],
])("in %s: %j of %s", (_where, hardware, guestId, place, isLeftOut) => {
  expect(canLeaveOutTpm(hardware, guestId, place)).toBe(isLeftOut);
});
