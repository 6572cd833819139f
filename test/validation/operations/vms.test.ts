import { describe, expect, test } from "vitest";
import {
  type OperatedVm,
  operate,
  refuseUnlessPoweredOff,
  type VmOperation,
} from "../../../src/validation/operations/vms.ts";
import type { PowerState } from "../../../src/validation/vocabulary.ts";
import { goodCopy } from "../good-facts.ts";

const state = (powerState: PowerState | null, snapshotCount: number | null): OperatedVm => ({
  name: "web-1",
  powerState,
  snapshotCount,
  tpmStatus: "PRESENT",
  keyProviderName: "kp-1",
  encryptedByPolicy: false,
});

const vcenter = goodCopy.vcenters["id-vc-a"] ?? expect.unreachable("the good facts have a vCenter");

describe("an operation", () => {
  test.each<[VmOperation, PowerState | null, number | null, object]>([
    ["powerOnVm", "POWERED_OFF", 0, { powerState: "POWERED_ON" }],
    ["powerOnVm", "SUSPENDED", 0, { powerState: "POWERED_ON" }],
    ["powerOffVm", "POWERED_ON", 0, { powerState: "POWERED_OFF" }],
    ["powerOffVm", "SUSPENDED", 0, { powerState: "POWERED_OFF" }],
    ["powerOffVm", null, 0, { powerState: "POWERED_OFF" }],
    ["createSnapshot", null, 0, { snapshotCount: 1 }],
    ["createSnapshot", null, 2, { snapshotCount: 3 }],
    ["removeSnapshots", null, 2, { snapshotCount: 0 }],
    ["removeSnapshots", null, null, { snapshotCount: 0 }],
  ])("%s makes of %s and %s snapshots %o", (operation, powerState, snapshotCount, change) => {
    expect(operate(operation, state(powerState, snapshotCount), vcenter)).toEqual({ done: change, refusal: null });
  });

  test.each<[VmOperation, PowerState | null, number | null, string, object]>([
    ["powerOnVm", "POWERED_ON", 0, "INVALID_POWER_STATE", { id: "power-state-already", powerState: "POWERED_ON" }],
    ["powerOffVm", "POWERED_OFF", 0, "INVALID_POWER_STATE", { id: "power-state-already", powerState: "POWERED_OFF" }],
    ["powerOnVm", null, 0, "FACT_NOT_KNOWN", { id: "power-state-not-known" }],
    ["createSnapshot", "POWERED_ON", null, "FACT_NOT_KNOWN", { id: "snapshots-not-known" }],
    ["removeSnapshots", "POWERED_ON", 0, "NO_SNAPSHOTS", { id: "no-snapshots" }],
  ])("%s is refused with %s and %s snapshots: %s", (operation, powerState, snapshotCount, code, what) => {
    const refusal = { code, what: { ...what, vm: "web-1" } };
    expect(operate(operation, state(powerState, snapshotCount), vcenter)).toEqual({ done: null, refusal });
  });
});

test.each([
  ["the key provider is not there", { kmsRegistrations: [], kmsInventoried: true }, false],
  ["it may be there", { kmsRegistrations: [], kmsInventoried: false }, true],
])("a VM whose key cannot be had is not powered on: %s", (_what, changed, isDone) => {
  const { done, refusal } = operate("powerOnVm", state("POWERED_OFF", 0), { ...vcenter, ...changed });
  expect(done !== null).toBe(isDone);
  const what = { id: "vm-locked", vm: "web-1", keyProvider: "kp-1", vcenter: vcenter.name };
  expect(refusal).toEqual(isDone ? null : { code: "VM_LOCKED", what });
});

test("only VMs that are known to be powered off are deleted; the others are named", () => {
  const off = { name: "off", powerState: "POWERED_OFF" } as const;
  const others = [
    { name: "on", powerState: "POWERED_ON" },
    { name: "asleep", powerState: "SUSPENDED" },
    { name: "unknown", powerState: null },
  ] as const;
  expect(refuseUnlessPoweredOff([])).toBeNull();
  expect(refuseUnlessPoweredOff([off, off])).toBeNull();
  expect(refuseUnlessPoweredOff([off, ...others])).toEqual({
    code: "VM_NOT_POWERED_OFF",
    what: { id: "vms-not-powered-off", vms: others },
  });
});
