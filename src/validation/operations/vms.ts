import type { Fact } from "../facts.ts";
import type { PowerState } from "../vocabulary.ts";
import { type OperationRefusal, refuse } from "./refusal.ts";

/** What an operation on a VM looks at, and changes. */
export interface VmState {
  readonly name: string;
  readonly powerState: Fact<PowerState>;
  readonly snapshotCount: Fact<number>;
}

type Operated =
  | { readonly done: Partial<Omit<VmState, "name">>; readonly refusal: null }
  | { readonly done: null; readonly refusal: OperationRefusal };

const done = (change: Partial<Omit<VmState, "name">>): Operated => ({ done: change, refusal: null });

/**
 * What an operation makes of a VM's state. Powering off and removing all snapshots end in the same state
 * whatever the state was, so they work where it is not known. The others need to know it.
 */
const operations = {
  /** A real vCenter needs the VM's key to power it on. This one needs it only when the VM goes elsewhere. */
  powerOnVm({ name, powerState }) {
    if (powerState === null) return { done: null, refusal: refuse({ id: "power-state-not-known", vm: name }) };
    if (powerState !== "POWERED_ON") return done({ powerState: "POWERED_ON" });
    return { done: null, refusal: refuse({ id: "power-state-already", vm: name, powerState }) };
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
} as const satisfies Record<string, (vm: VmState) => Operated>;

export type VmOperation = keyof typeof operations;

export function operate(operation: VmOperation, vm: VmState): Operated {
  return operations[operation](vm);
}

/** Only a VM that is powered off is deleted. Not known is not powered off. */
export function refuseUnlessPoweredOff(vms: readonly Pick<VmState, "name" | "powerState">[]): OperationRefusal | null {
  const running = vms.filter(({ powerState }) => powerState !== "POWERED_OFF");
  if (running.length === 0) return null;
  return refuse({
    id: "vms-not-powered-off",
    vms: running.map(({ name, powerState }) => ({ name, powerState })),
  });
}
