import { describe, expect, test } from "vitest";
import { detectTpmCapability, sameCapability } from "../../src/validation/capability.ts";
import type { ClusterFacts, KmsRegistrationFacts, PlaceFacts, VCenterFacts } from "../../src/validation/facts.ts";
import { placeA } from "./good-facts.ts";

const place = (vcenter: Partial<VCenterFacts>, cluster: Partial<ClusterFacts> = {}): PlaceFacts => ({
  ...placeA,
  vcenter: { ...placeA.vcenter, ...vcenter },
  cluster: { ...placeA.cluster, ...cluster },
});
const registration = (change: Partial<KmsRegistrationFacts>): KmsRegistrationFacts => ({
  name: "kp-1",
  type: "STANDARD",
  status: "CONNECTED",
  kmsClusterUuid: null,
  backedUp: null,
  ...change,
});
const kms = (change: Partial<KmsRegistrationFacts>) => ({ kmsRegistrations: [registration(change)] });
const native = (backedUp: boolean | null) => kms({ type: "NATIVE", backedUp });

test("what is detected of a VDC that supports everything", () => {
  expect(detectTpmCapability(placeA)).toEqual({
    supported: true,
    guestFamilies: ["WINDOWS", "LINUX"],
    keyProviderName: "kp-1",
    keyProviderFrom: "VCENTER",
    copyOffers: ["COPY", "REPLACE"],
    maxHardwareVersion: 21,
    reasons: [],
  });
});

test("between 6.7.0 and 7.0.2 Windows alone is supported, and copies offer COPY alone", () => {
  for (const version of ["6.7", "7.0.1"]) {
    const capability = detectTpmCapability(place({ version }));
    expect(capability).toMatchObject({ supported: true, guestFamilies: ["WINDOWS"], copyOffers: ["COPY"] });
  }
});

test("the cluster's default wins over the vCenter's", () => {
  const kmsRegistrations = [registration({ name: "kp-1", status: "DISCONNECTED" }), registration({ name: "kp-3" })];
  const capability = detectTpmCapability(place({ kmsRegistrations }, { defaultKeyProvider: "kp-3" }));
  expect(capability).toMatchObject({ supported: true, keyProviderName: "kp-3", keyProviderFrom: "CLUSTER" });
});

describe("reasons", () => {
  test.each([
    ["VCENTER_NOT_CONNECTED", place({ status: "DISCONNECTED" })],
    ["VCENTER_NOT_CONNECTED", place({ status: "UNKNOWN" })],
    ["VCENTER_VERSION_UNKNOWN", place({ version: null })],
    ["VCENTER_TOO_OLD", place({ version: "6.5" })],
    ["MAX_HARDWARE_VERSION_UNKNOWN", place({}, { maxHardwareVersion: null })],
    ["MAX_HARDWARE_VERSION_TOO_LOW", place({}, { maxHardwareVersion: 13 })],
    ["NO_DEFAULT_KEY_PROVIDER", place({ defaultKeyProvider: undefined })],
    ["KMS_NOT_INVENTORIED", place({ defaultKeyProvider: undefined, kmsInventoried: false })],
    ["KEY_PROVIDER_DISCONNECTED", place(kms({ status: "DISCONNECTED" }))],
    ["KEY_PROVIDER_HEALTH_UNKNOWN", place(kms({ status: "UNKNOWN" }))],
    ["KEY_PROVIDER_NOT_BACKED_UP", place(native(false))],
    ["KEY_PROVIDER_NEEDS_NEWER_VCENTER", place({ ...native(true), version: "7.0.1" })],
    ["KEY_PROVIDER_NEEDS_NEWER_VCENTER", place({ ...kms({ type: "TRUSTED" }), version: "6.7" })],
    ["HOSTS_TOO_OLD", place(native(true), { maxHardwareVersion: 18 })],
  ] as const)("%s", (reason, where) => {
    expect(detectTpmCapability(where)).toMatchObject({ supported: false, guestFamilies: [], reasons: [reason] });
  });

  test("are all named at once", () => {
    const where = place(
      { status: "DISCONNECTED", version: "6.5", defaultKeyProvider: undefined },
      { maxHardwareVersion: 9 },
    );
    expect(detectTpmCapability(where).reasons).toEqual([
      "VCENTER_NOT_CONNECTED",
      "VCENTER_TOO_OLD",
      "MAX_HARDWARE_VERSION_TOO_LOW",
      "NO_DEFAULT_KEY_PROVIDER",
    ]);
  });
});

test("a record is the same until something that it says has changed", () => {
  const recorded = detectTpmCapability(placeA);
  expect(sameCapability(recorded, detectTpmCapability(placeA))).toBe(true);
  for (const changed of [
    { supported: false },
    { guestFamilies: ["WINDOWS"] as const },
    { keyProviderName: "kp-2" },
    { keyProviderFrom: "CLUSTER" as const },
    { copyOffers: ["COPY"] as const },
    { maxHardwareVersion: 20 },
    { reasons: ["VCENTER_TOO_OLD"] as const },
  ]) {
    expect(sameCapability(recorded, { ...recorded, ...changed }), JSON.stringify(changed)).toBe(false);
  }
});
