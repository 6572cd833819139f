import { audienceOf, type Scope } from "../inventory/access/scope.ts";
import type { Transaction } from "../inventory/database/database.ts";
import type { GatheredFacts } from "../inventory/facts/gathered-facts.ts";
import { findCatalogName, isTemplateNameTaken } from "../inventory/machines/write-templates.ts";
import { isVappNameTaken } from "../inventory/machines/write-vapps.ts";
import { isVmNameTaken } from "../inventory/machines/write-vms.ts";
import { invariant } from "../validation/invariant.ts";
import { type NamedKind, type NameOwner, refuse } from "../validation/operations/refusal.ts";
import { describeRefusal } from "../validation/words/refusals.ts";
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
  scope: Scope,
  transaction: Transaction,
  wanted: NewName | null,
  gathered: GatheredFacts,
): Promise<SubmissionRefusal[]> {
  if (!wanted) return [];
  const holder = await findHolder(transaction, wanted, gathered);
  if (holder === null) return [];
  const { what } = refuse({ id: "name-taken", name: wanted.name, ...holder });
  const message = describeRefusal(what, audienceOf(scope));
  return [{ code: "NAME_TAKEN", message, field: wanted.isAsked ? ["name"] : null }];
}

/** Who has the name already, and where; null where it is free. */
async function findHolder(
  transaction: Transaction,
  { kind, name, ownerId, catalogId }: NewName,
  gathered: GatheredFacts,
): Promise<{ kind: NamedKind; in: NameOwner } | null> {
  if (kind === "TEMPLATE") {
    invariant(catalogId, "a template goes into a catalog");
    if (!(await isTemplateNameTaken(transaction, catalogId, name, ownerId))) return null;
    const catalog = await findCatalogName(transaction, catalogId);
    return { kind: "vApp template", in: { kind: "catalog", catalog } };
  }
  const { destinationVdcId: vdcId, destinationVapp: vapp } = gathered;
  const vdc = gathered.destination?.vdcName;
  invariant(vdcId && vdc, "what is named is placed");
  if (kind === "VAPP") {
    return (await isVappNameTaken(transaction, vdcId, name, ownerId))
      ? { kind: "vApp", in: { kind: "vdc", vdc } }
      : null;
  }
  if (!(await isVmNameTaken(transaction, { vdcId, vappId: vapp?.id ?? null }, name, ownerId))) return null;
  return vapp
    ? { kind: "VM", in: { kind: "vapp", vapp: vapp.name, vdc } }
    : { kind: "standalone VM", in: { kind: "vdc", vdc } };
}
