import type { CopyVappRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import { insertVapp } from "../../inventory/machines/write-vapps.ts";
import type { Effect } from "./effect.ts";
import { AS_NEW } from "./machines.ts";
import { makeVms } from "./make-vms.ts";

/** All of its VMs are copied, under their own names; the choice holds for those that have a TPM. */
export const copyVapp: Effect<CopyVappRequest> = async (transaction, permitted) => {
  const { name, vappId, vdcId } = permitted.request;
  const machines = await findMachinesOfVms(transaction, { vappId });
  const id = await insertVapp(transaction, { name, vdcId });
  const copies = machines.map((machine) => ({ ...machine, ...AS_NEW }));
  await makeVms(transaction, permitted, copies, { vappId: id });
  return { type: "Vapp", id };
};
