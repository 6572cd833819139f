import { audienceOf, type Scope } from "../inventory/access/scope.ts";
import type { Transaction } from "../inventory/database/database.ts";
import type { GatheredFacts } from "../inventory/facts/gathered-facts.ts";
import type { WorkflowRequest } from "../inventory/facts/workflow-request.ts";
import { findCatalogName, isTemplateNameTaken } from "../inventory/machines/write-templates.ts";
import { findVappName, isVappNameTaken } from "../inventory/machines/write-vapps.ts";
import { isVmNameTaken } from "../inventory/machines/write-vms.ts";
import { invariant } from "../validation/invariant.ts";
import { type NamedKind, type NameOwner, refuse } from "../validation/operations/refusal.ts";
import { describeRefusal } from "../validation/words/refusals.ts";
import type { SubmissionRefusal } from "./refusals.ts";

/** The name that a VM, a vApp or a template will have where it goes. */
interface NewName {
  readonly kind: "VM" | "VAPP" | "TEMPLATE";
  readonly name: string;
  /** False where it brings its name along, so that no field of the request is at fault. */
  readonly isAsked: boolean;
  /** What has the name rightly, as it was there before; null where it is new. */
  readonly ownerId: string | null;
}

/**
 * A name is unique in its parent: that of a VM in its vApp, or among the standalone VMs of its VDC; that
 * of a vApp in its VDC; that of a template in its catalog. The VMs of a vApp or a template keep their
 * names inside it.
 */
export async function refuseTakenName(
  scope: Scope,
  transaction: Transaction,
  request: WorkflowRequest,
  gathered: GatheredFacts,
): Promise<SubmissionRefusal[]> {
  const wanted = await findNewName(transaction, request, gathered);
  if (!wanted) return [];
  const holder = await findHolder(transaction, request, gathered, wanted);
  if (holder === null) return [];
  const { what } = refuse({ id: "name-taken", name: wanted.name, ...holder });
  const message = describeRefusal(what, audienceOf(scope));
  return [{ code: "NAME_TAKEN", message, field: wanted.isAsked ? ["name"] : null }];
}

async function findNewName(
  transaction: Transaction,
  request: WorkflowRequest,
  gathered: GatheredFacts,
): Promise<NewName | null> {
  switch (request.workflow) {
    case "CREATE_VM":
    case "CREATE_VM_FROM_TEMPLATE":
    case "COPY_VM":
    case "ADD_VM_TO_VAPP":
    case "ADD_TEMPLATE_VM_TO_VAPP":
      return asked("VM", request.name);
    case "RECONFIGURE_VM":
      return request.name === null ? null : { ...asked("VM", request.name), ownerId: request.vmId };
    case "MOVE_VM":
      return brought("VM", nameOfVm(gathered), request.vmId);
    case "IMPORT_VM":
      return request.name === null ? brought("VM", nameOfVm(gathered)) : asked("VM", request.name);
    case "CREATE_VAPP_FROM_OVF":
    case "INSTANTIATE_VAPP_TEMPLATE":
    case "COPY_VAPP":
      return asked("VAPP", request.name);
    case "MOVE_VAPP":
      return brought("VAPP", await findVappName(transaction, request), request.vappId);
    case "IMPORT_VAPP":
      return request.name === null
        ? brought("VAPP", await findVappName(transaction, request))
        : asked("VAPP", request.name);
    case "CAPTURE_VAPP":
    case "CAPTURE_VM":
    case "CREATE_VAPP_TEMPLATE_FROM_OVF":
    case "COPY_VAPP_TEMPLATE":
      return asked("TEMPLATE", request.name);
    case "MOVE_VAPP_TEMPLATE":
      invariant(gathered.facts.template, "a moved template is known");
      return brought("TEMPLATE", gathered.facts.template.name, request.templateId);
    case "EXPORT_VAPP_TEMPLATE":
      return null;
  }
}

const asked = (kind: NewName["kind"], name: string): NewName => ({ kind, name, isAsked: true, ownerId: null });

const brought = (kind: NewName["kind"], name: string, ownerId: string | null = null): NewName => ({
  kind,
  name,
  isAsked: false,
  ownerId,
});

function nameOfVm({ facts }: GatheredFacts): string {
  const [subject] = facts.subjects;
  invariant(subject, "a workflow about one VM was judged by that VM");
  return subject.name;
}

/** Who has the name already, and where; null where it is free. */
async function findHolder(
  transaction: Transaction,
  request: WorkflowRequest,
  gathered: GatheredFacts,
  { kind, name, ownerId }: NewName,
): Promise<{ kind: NamedKind; in: NameOwner } | null> {
  if (kind === "TEMPLATE") {
    invariant("catalogId" in request, "a template goes into a catalog");
    if (!(await isTemplateNameTaken(transaction, request.catalogId, name, ownerId))) return null;
    const catalog = await findCatalogName(transaction, request.catalogId);
    return { kind: "vApp template", in: { kind: "catalog", catalog } };
  }
  const { destinationVdcId: vdcId, destinationVapp: vapp } = gathered;
  const vdc = gathered.facts.destination?.vdcName;
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
