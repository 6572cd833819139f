import { findCryptoState } from "../crypto-state.ts";
import type { Fact, VCenterFacts } from "../facts.ts";
import type { PowerState, TpmStatus } from "../vocabulary.ts";
import { type OperationRefusal, refuse } from "./refusal.ts";

/** What an operation on a VM changes. */
export interface VmState {
  readonly powerState: Fact<PowerState>;
  readonly snapshotCount: Fact<number>;
}

/** What an operation on a VM looks at. */
export interface OperatedVm extends VmState {
  readonly name: string;
  readonly tpmStatus: TpmStatus;
  readonly keyProviderName: Fact<string>;
  readonly encryptedByPolicy: Fact<boolean>;
}

type Operated =
  | { readonly done: Partial<VmState>; readonly refusal: null }
  | { readonly done: null; readonly refusal: OperationRefusal };

const done = (change: Partial<VmState>): Operated => ({ done: change, refusal: null });

/**
 * What an operation makes of a VM's state. Powering off and removing all snapshots end in the same state
 * whatever the state was, so they work where it is not known. The others need to know it.
 */
const operations = {
  powerOnVm(vm, vcenter) {
    const { name, powerState } = vm;
    if (powerState === null) return { done: null, refusal: refuse({ id: "power-state-not-known", vm: name }) };
    if (powerState === "POWERED_ON") {
      return { done: null, refusal: refuse({ id: "power-state-already", vm: name, powerState }) };
    }
    const locked = refuseLocked(vm, vcenter);
    return locked ? { done: null, refusal: locked } : done({ powerState: "POWERED_ON" });
  },
  powerOffVm({ name, powerState }) {
    if (powerState !== "POWERED_OFF") return done({ powerState: "POWERED_OFF" });
    return { done: null, refusal: refuse({ id: "power-state-already", vm: name, powerState }) };
  },
  createSnapshot({ name, snapshotCount }) {
    if (snapshotCount !== null) return done({ snapshotCount: snapshotCount + 1 });
    return { done: null, refusal: refuse({ id: "snapshots-not-known", vm: name }) };
  },
  removeSnapshots({ name, snapshotCount }) {
    if (snapshotCount !== 0) return done({ snapshotCount: 0 });
    return { done: null, refusal: refuse({ id: "no-snapshots", vm: name }) };
  },
} as const satisfies Record<string, (vm: OperatedVm, vcenter: VCenterFacts) => Operated>;

export type VmOperation = keyof typeof operations;

/** @param vcenter The one that the VM is on. */
export function operate(operation: VmOperation, vm: OperatedVm, vcenter: VCenterFacts): Operated {
  const change: (vm: OperatedVm, vcenter: VCenterFacts) => Operated = operations[operation];
  return change(vm, vcenter);
}

/** Where it is not known whether the key can be had, a host may still hold it: then the VM is powered on. */
function refuseLocked(
  { name, tpmStatus, keyProviderName, encryptedByPolicy }: OperatedVm,
  vcenter: VCenterFacts,
): OperationRefusal | null {
  const home = { tpm: tpmStatus, keyProvider: keyProviderName, encryptedByPolicy };
  if (keyProviderName === null || findCryptoState(home, vcenter) !== "LOCKED") return null;
  return refuse({ id: "vm-locked", vm: name, keyProvider: keyProviderName, vcenter: vcenter.name });
}

/** Only a VM that is powered off is deleted. Not known is not powered off. */
export function refuseUnlessPoweredOff(
  vms: readonly Pick<OperatedVm, "name" | "powerState">[],
): OperationRefusal | null {
  const running = vms.filter(({ powerState }) => powerState !== "POWERED_OFF");
  if (running.length === 0) return null;
  return refuse({
    id: "vms-not-powered-off",
    vms: running.map(({ name, powerState }) => ({ name, powerState })),
  });
}
