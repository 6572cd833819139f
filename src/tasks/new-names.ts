import type { Transaction } from "../inventory/database/database.ts";
import type { GatheredFacts } from "../inventory/facts/gathered-facts.ts";
import { findCatalogName, isTemplateNameTaken } from "../inventory/machines/write-templates.ts";
import { isVappNameTaken } from "../inventory/machines/write-vapps.ts";
import { isVmNameTaken } from "../inventory/machines/write-vms.ts";
import { invariant } from "../validation/invariant.ts";
import type { SubmissionRefusal } from "./refusals.ts";

/** The name that a VM, a vApp or a template will have where it goes. */
export interface NewName {
  readonly kind: "VM" | "VAPP" | "TEMPLATE";
  readonly name: string;
  /** False where it brings its name along, so that no field of the request is at fault. */
  readonly isAsked: boolean;
  /** What has the name rightly, as it was there before; null where it is new. */
  readonly ownerId: string | null;
  /** INVARIANT: set for templates, and for these only. */
  readonly catalogId: string | null;
}

export function asked(kind: NewName["kind"], name: string, catalogId: string | null = null): NewName {
  return { kind, name, isAsked: true, ownerId: null, catalogId };
}

export function brought(
  kind: NewName["kind"],
  name: string,
  ownerId: string | null = null,
  catalogId: string | null = null,
): NewName {
  return { kind, name, isAsked: false, ownerId, catalogId };
}

/**
 * A name is unique in its parent: that of a VM in its vApp, or among the standalone VMs of its VDC; that
 * of a vApp in its VDC; that of a template in its catalog. The VMs of a vApp or a template keep their
 * names inside it.
 */
export async function refuseTakenName(
  transaction: Transaction,
  wanted: NewName | null,
  gathered: GatheredFacts,
): Promise<SubmissionRefusal[]> {
  if (!wanted) return [];
  const holder = await findHolder(transaction, wanted, gathered);
  if (holder === null) return [];
  const message = `There is already a ${holder.kind} named ${wanted.name} in ${holder.parent}.`;
  return [{ code: "NAME_TAKEN", message, field: wanted.isAsked ? ["name"] : null }];
}

/** Who has the name already, and where; null where it is free. */
async function findHolder(
  transaction: Transaction,
  { kind, name, ownerId, catalogId }: NewName,
  gathered: GatheredFacts,
): Promise<{ kind: string; parent: string } | null> {
  if (kind === "TEMPLATE") {
    invariant(catalogId, "a template goes into a catalog");
    if (!(await isTemplateNameTaken(transaction, catalogId, name, ownerId))) return null;
    return { kind: "vApp template", parent: `catalog ${await findCatalogName(transaction, catalogId)}` };
  }
  const { destinationVdcId: vdcId, destinationVapp: vapp } = gathered;
  invariant(vdcId, "what is named is placed");
  const vdc = `VDC ${gathered.destination?.vdcName}`;
  if (kind === "VAPP") {
    return (await isVappNameTaken(transaction, vdcId, name, ownerId)) ? { kind: "vApp", parent: vdc } : null;
  }
  if (!(await isVmNameTaken(transaction, { vdcId, vappId: vapp?.id ?? null }, name, ownerId))) return null;
  return vapp ? { kind: "VM", parent: `vApp ${vapp.name} of ${vdc}` } : { kind: "standalone VM", parent: vdc };
}
