import { v7 } from "uuid";
import type { Transaction } from "../../inventory/database/database.ts";
import { insertTemplate, insertTemplateVms, placeTemplateFiles } from "../../inventory/machines/write-templates.ts";
import { invariant } from "../../validation/invariant.ts";
import { findProvisioningMisfit } from "../../validation/template-provisioning.ts";
import type { Verdict } from "../../validation/verdict.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import type { Permitted, TaskObject } from "./effect.ts";
import { chooseFiles, type MachineDescription, pairWithOutcomes } from "./machines.ts";
import { changeOfStoredTpm } from "./tpm-change.ts";

export interface NewTemplate {
  readonly name: string;
  readonly catalogId: string;
  /** Null where none of its VMs has a TPM. */
  readonly tpmProvisioning: TpmProvisioning | null;
  readonly sourceVappId: string | null;
}

/** What a template is captured with; what a VM of which it is not known may need is not. */
export function provisioningOf({ subjects, tpm }: Verdict): TpmProvisioning | null {
  return subjects.some(({ tpmStatus }) => tpmStatus === "PRESENT") ? tpm.chosen : null;
}

/** Makes a template of machines in a catalog, on the storage of the catalog's VDC. */
export async function makeTemplate(
  transaction: Transaction,
  { gathered, verdict }: Permitted,
  template: NewTemplate,
  machines: readonly MachineDescription[],
): Promise<TaskObject> {
  const { destination } = gathered;
  invariant(destination, "a catalog is somewhere");
  const vcenterId = destination.vcenter.id;
  const templateId = await insertTemplate(transaction, { ...template, vcenterId });
  const stored = pairWithOutcomes(machines, verdict).map(({ machine, outcome }) => ({
    ...hardwareOf(machine),
    ...changeOfStoredTpm(outcome, machine),
    volumeIds: machine.volumeIds,
    id: v7(),
  }));
  invariant(
    findProvisioningMisfit(template.tpmProvisioning, stored) === null,
    "a template is captured with an option exactly if a VM of it has a TPM",
  );
  await insertTemplateVms(
    transaction,
    stored.map(({ volumeIds: _, ...row }) => ({ ...row, templateId, vcenterId })),
  );
  await placeTemplateFiles(transaction, vcenterId, await chooseFiles(transaction, destination.cluster.id, stored));
  return { type: "VappTemplate", id: templateId };
}

function hardwareOf({ datastoreIds: _, volumeIds: __, ...hardware }: MachineDescription) {
  return hardware;
}
