import { eq } from "drizzle-orm";
import { vms } from "../../../schema/tables/index.ts";
import { findCryptoState } from "../../validation/crypto-state.ts";
import type { VCenterFacts } from "../../validation/facts.ts";
import type { Audience } from "../../validation/words/audience.ts";
import { type Changed, done, refused } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { audienceOf, type Scope } from "../access/scope.ts";
import type { Database } from "../database/database.ts";
import { lockVmToChange } from "../locks/vm.ts";
import { changeEstate } from "./change-estate.ts";
import { redetectPlace, refuseDisconnected } from "./operate-place.ts";

type Vm = Rows["Vm"];

const VM_FIELD = ["vmId"];

/** Where the operation is done, and for whom it is refused. */
interface Setting {
  readonly vcenter: VCenterFacts;
  readonly audience: Audience;
}

type Operation = (vm: Vm, setting: Setting) => Changed<Partial<Pick<Vm, "powerState" | "snapshotCount">>>;

/**
 * What an operation makes of a VM's state. Powering off and removing all snapshots come to the same end
 * whatever the state was, so that they mend one that is not known; the others would have to know it.
 */
const operations = {
  powerOnVm(vm, setting) {
    const { name, powerState } = vm;
    if (powerState === null) {
      return refused(
        "FACT_NOT_KNOWN",
        `It is not known whether VM ${name} is powered on; recordVmFacts records it.`,
        VM_FIELD,
      );
    }
    if (powerState === "POWERED_ON") {
      return refused("INVALID_POWER_STATE", `VM ${name} is powered on already.`, VM_FIELD);
    }
    return refuseLocked(vm, setting) ?? done({ powerState: "POWERED_ON" });
  },
  powerOffVm({ name, powerState }) {
    if (powerState !== "POWERED_OFF") return done({ powerState: "POWERED_OFF" });
    return refused("INVALID_POWER_STATE", `VM ${name} is powered off already.`, VM_FIELD);
  },
  createSnapshot({ name, snapshotCount }) {
    if (snapshotCount !== null) return done({ snapshotCount: snapshotCount + 1 });
    return refused(
      "FACT_NOT_KNOWN",
      `It is not known how many snapshots VM ${name} has; recordVmFacts records it.`,
      VM_FIELD,
    );
  },
  removeSnapshots({ name, snapshotCount }) {
    if (snapshotCount !== 0) return done({ snapshotCount: 0 });
    return refused("NO_SNAPSHOTS", `VM ${name} has no snapshots.`, VM_FIELD);
  },
} as const satisfies Record<string, Operation>;

/** Where it is not known whether the key can be had, a host may still hold it: then the VM is powered on. */
function refuseLocked({ name, tpmStatus, keyProviderName, encryptedByPolicy }: Vm, { vcenter, audience }: Setting) {
  const home = { tpm: tpmStatus, keyProvider: keyProviderName, encryptedByPolicy };
  if (findCryptoState(home, vcenter) !== "LOCKED") return null;
  const missing =
    audience === "provider"
      ? `key provider ${keyProviderName} is not registered on vCenter ${vcenter.name}`
      : "its key provider is not registered where it is";
  return refused("VM_LOCKED", `VM ${name} is locked: ${missing}.`, VM_FIELD);
}

export type VmOperation = keyof typeof operations;

export function operateVm(scope: Scope, db: Database, operation: VmOperation, vmId: string): Promise<Changed<Vm>> {
  const deed = { mutation: operation, object: { type: "Vm", id: vmId }, input: { vmId } } as const;
  return changeEstate(scope, db, deed, async (transaction) => {
    const vm = await lockVmToChange(scope, transaction, vmId);
    const { vcenter } = await redetectPlace(transaction, vm.vdcId);
    const disconnected = refuseDisconnected(vcenter);
    if (disconnected) return disconnected;
    const operate: Operation = operations[operation];
    const change = operate(vm, { vcenter, audience: audienceOf(scope) });
    if (change.refusal) return change;
    const [row] = await transaction.update(vms).set(change.done).where(eq(vms.id, vmId)).returning();
    return done(row ?? vm);
  });
}
