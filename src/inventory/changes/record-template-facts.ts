import { eq } from "drizzle-orm";
import { templateVmDatastores, templateVms, vappTemplates } from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import { refuseSubscribed } from "../../validation/operations/catalogs.ts";
import { type MachineFacts, refuseRecordedProvisioning } from "../../validation/operations/recording.ts";
import { storesTpmIdentities } from "../../validation/template-provisioning.ts";
import type { TpmProvisioning } from "../../validation/vocabulary.ts";
import { type Changed, type Decided, done, refusedIf } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { insertRows } from "../database/insert-rows.ts";
import { findSubscription, type LockedTemplate, lockTemplateToChange } from "../locks/catalogs.ts";
import { findMachinesOfTemplate, type Machine } from "../machines/read-machines.ts";
import { administer } from "./administer.ts";
import { findDatastoresOfVolumes } from "./find-datastores.ts";
import { columnsOfFacts, refuseRecording } from "./machine-facts.ts";

/** Exactly one entry for each VM of which something is recorded. */
export interface TemplateFactsInput {
  readonly templateId: string;
  readonly tpmProvisioning?: TpmProvisioning | undefined;
  readonly vms: readonly TemplateVmFactsInput[];
}

interface TemplateVmFactsInput {
  readonly templateVmId: string;
  readonly facts: MachineFacts;
}

/**
 * Writes down what was not known of a template and of its VMs. All of it at once, for a template was
 * captured with an option exactly if a VM of it has a TPM.
 */
export function recordTemplateFacts(
  scope: Scope,
  db: Database,
  input: TemplateFactsInput,
): Promise<Changed<Rows["VappTemplate"]>> {
  const { templateId } = input;
  const change = { mutation: "recordTemplateFacts", object: { type: "VappTemplate", id: templateId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const template = await lockTemplateToChange(scope, transaction, templateId, "record facts of");
    const machines = await findMachinesOfTemplate(transaction, templateId);
    const { row: catalog, name } = template.catalog;
    const subscribed = (await findSubscription(transaction, catalog.id)) !== null;
    const refusal =
      refusedIf(refuseSubscribed({ name, subscribed }), ["templateId"]) ??
      refuseKnownTemplateFacts(template.row, machines, input);
    if (refusal) return refusal;
    const tpmProvisioning = template.row.tpmProvisioning ?? input.tpmProvisioning ?? null;
    const placed = await placeFiles(transaction, template, input);
    if (placed.refusal) return placed;
    for (const { templateVmId, facts } of input.vms) {
      const machine = machines.find(({ id }) => id === templateVmId);
      invariant(machine, "a template's VM whose facts were looked at is there");
      const columns = columnsOfFacts(machine, facts, storesTpmIdentities(tpmProvisioning));
      if (Object.keys(columns).length === 0) continue;
      await transaction.update(templateVms).set(columns).where(eq(templateVms.id, templateVmId));
    }
    const [row] = await transaction
      .update(vappTemplates)
      .set({ tpmProvisioning })
      .where(eq(vappTemplates.id, templateId))
      .returning();
    return done(row ?? template.row);
  });
}

function refuseKnownTemplateFacts(
  template: Rows["VappTemplate"],
  machines: readonly Machine[],
  { vms, tpmProvisioning }: TemplateFactsInput,
) {
  for (const [index, { templateVmId, facts }] of vms.entries()) {
    const machine = machines.find(({ id }) => id === templateVmId);
    if (!machine) {
      throw new Refusal("NOT_FOUND", `input.vms[${index}].templateVmId: the template has no VM with this id.`);
    }
    const known = refuseRecording(machine, facts, ["vms", String(index)]);
    if (known) return known;
  }
  const recorded = machines.map(({ id, name, tpmStatus }) => {
    const said = vms.find(({ templateVmId }) => templateVmId === id)?.facts.tpmStatus;
    return { name, tpmStatus: said ?? tpmStatus };
  });
  return refusedIf(refuseRecordedProvisioning(template, recorded, tpmProvisioning), ["tpmProvisioning"]);
}

/** Where files lie is written before all else, for it may be refused. */
async function placeFiles(
  transaction: Transaction,
  { row, clusterId }: LockedTemplate,
  { vms }: TemplateFactsInput,
): Promise<Decided<null>> {
  const rows = [];
  for (const [index, { templateVmId, facts }] of vms.entries()) {
    if (facts.storageVolumeIds === undefined) continue;
    const path = ["vms", String(index), "storageVolumeIds"];
    const found = await findDatastoresOfVolumes(transaction, clusterId, facts.storageVolumeIds, path);
    if (found.refusal) return found;
    rows.push(...found.done.map((datastoreId) => ({ templateVmId, datastoreId, vcenterId: row.vcenterId })));
  }
  await insertRows(transaction, templateVmDatastores, rows);
  return done(null);
}
