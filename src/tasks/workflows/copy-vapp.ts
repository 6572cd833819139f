import { askFor, assembleFacts } from "../../inventory/facts/assembly.ts";
import { type Destination, findVdc } from "../../inventory/facts/destination.ts";
import { type FoundVapp, findVappWithVms } from "../../inventory/facts/of-vapps.ts";
import { gatherVms } from "../../inventory/facts/subjects.ts";
import { exclusive, footprintOf, shared } from "../../inventory/locks/footprint.ts";
import { findMachinesOfVms } from "../../inventory/machines/read-machines.ts";
import { insertVapp } from "../../inventory/machines/write-vapps.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { AS_NEW } from "../effects/machines.ts";
import { makeVms } from "../effects/make-vms.ts";
import { asked } from "../new-names.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface CopyVappRequest {
  readonly workflow: "COPY_VAPP";
  readonly vappId: string;
  readonly name: string;
  readonly vdcId: string;
  readonly tpmProvisioning: TpmProvisioning | null;
}

interface Found {
  readonly vapp: FoundVapp;
  readonly destination: Destination;
}

/** All of its VMs are copied, under their own names; the choice holds for those that have a TPM. */
export const copyVapp: WorkflowBody<CopyVappRequest, Found> = {
  owner: ({ vappId }) => ({ type: "Vapp", id: vappId }),
  find: async (scope, connection, { vappId, vdcId }) => ({
    vapp: await findVappWithVms(scope, connection, vappId),
    destination: await findVdc(scope, connection, vdcId),
  }),
  // As a whole, even to copy it: nobody joins it, and none of its VMs leaves it or changes.
  footprint: ({ vappId }, { vapp, destination }) =>
    footprintOf([vapp, destination], {
      vapps: exclusive([vappId]),
      vms: shared(vapp.members.map(({ id }) => id)),
    }),
  gather: async (connection, { workflow, tpmProvisioning }, { vapp, destination }) =>
    assembleFacts(connection, {
      workflow,
      source: vapp,
      destination,
      request: askFor(tpmProvisioning),
      subjects: await gatherVms(connection, vapp.members),
    }),
  newName: ({ name }) => asked("VAPP", name),
  async carryOut(transaction, permitted) {
    const { name, vappId, vdcId } = permitted.request;
    const machines = await findMachinesOfVms(transaction, { vappId });
    const id = await insertVapp(transaction, { name, vdcId });
    const copies = machines.map((machine) => ({ ...machine, ...AS_NEW }));
    await makeVms(transaction, permitted, copies, { vappId: id });
    return { type: "Vapp", id };
  },
};
