import type { SubjectFacts } from "../../validation/facts.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";
import { askFor, assembleFacts, nothingAsked } from "./assembly.ts";
import { type FoundTemplate, findCatalogToFill, findTemplate, findTemplateToMove } from "./catalogs.ts";
import { findVapp, findVdc } from "./destination.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { gatherTemplateVms } from "./subjects.ts";
import type {
  AddTemplateVmToVappRequest,
  CopyVappTemplateRequest,
  CreateVmFromTemplateRequest,
  ExportVappTemplateRequest,
  InstantiateVappTemplateRequest,
  MoveVappTemplateRequest,
} from "./workflow-request.ts";

/** One VM of the template, into a VDC or a vApp. */
export async function gatherTemplateVmToPlace(
  scope: Scope,
  connection: Connection,
  request: CreateVmFromTemplateRequest | AddTemplateVmToVappRequest,
): Promise<GatheredFacts> {
  const found = await findTemplate(scope, connection, request.templateId);
  const subject = await gatherTemplateVm(connection, found, request.templateVmId);
  const destination =
    request.workflow === "ADD_TEMPLATE_VM_TO_VAPP"
      ? await findVapp(scope, connection, request.vappId)
      : await findVdc(scope, connection, request.vdcId);
  return assembleFacts(connection, {
    workflow: request.workflow,
    source: found,
    destination,
    template: found.template,
    request: nothingAsked,
    subjects: [subject],
  });
}

export async function gatherInstantiateVappTemplate(
  scope: Scope,
  connection: Connection,
  request: InstantiateVappTemplateRequest,
): Promise<GatheredFacts> {
  const found = await findTemplate(scope, connection, request.templateId);
  return assembleFacts(connection, {
    workflow: request.workflow,
    source: found,
    destination: await findVdc(scope, connection, request.vdcId),
    template: found.template,
    request: nothingAsked,
    subjects: await gatherSubjects(connection, found),
  });
}

export async function gatherTemplateToCatalog(
  scope: Scope,
  connection: Connection,
  request: CopyVappTemplateRequest | MoveVappTemplateRequest,
): Promise<GatheredFacts> {
  const find = request.workflow === "MOVE_VAPP_TEMPLATE" ? findTemplateToMove : findTemplate;
  const found = await find(scope, connection, request.templateId);
  return assembleFacts(connection, {
    workflow: request.workflow,
    source: found,
    destination: await findCatalogToFill(scope, connection, request.catalogId),
    template: found.template,
    request: askFor(request.tpmProvisioning),
    subjects: await gatherSubjects(connection, found),
  });
}

export async function gatherExportVappTemplate(
  scope: Scope,
  connection: Connection,
  request: ExportVappTemplateRequest,
): Promise<GatheredFacts> {
  const found = await findTemplate(scope, connection, request.templateId);
  return assembleFacts(connection, {
    workflow: request.workflow,
    source: found,
    destination: null,
    template: found.template,
    request: nothingAsked,
    // An OVF without a VM is none.
    subjects: requireVms(found, await gatherSubjects(connection, found)),
  });
}

async function gatherSubjects(connection: Connection, { id }: FoundTemplate): Promise<SubjectFacts[]> {
  return (await gatherTemplateVms(connection, id)).map((vm) => vm.subject);
}

/** The VM that is named; unnamed, the only one there is. */
async function gatherTemplateVm(
  connection: Connection,
  found: FoundTemplate,
  templateVmId: string | null,
): Promise<SubjectFacts> {
  const candidates = requireVms(found, await gatherTemplateVms(connection, found.id));
  const named = templateVmId === null ? candidates : candidates.filter((vm) => vm.id === templateVmId);
  const [chosen, another] = named;
  if (chosen && !another) return chosen.subject;
  const names = candidates.map((vm) => vm.subject.name).join(", ");
  throw new Refusal(
    "BAD_USER_INPUT",
    `templateVmId: found ${templateVmId ?? "nothing"}, expected one of the VMs of template ${found.template.name}: ${names}.`,
  );
}

function requireVms<V>({ template }: FoundTemplate, vms: readonly V[]): readonly V[] {
  if (vms.length > 0) return vms;
  throw new Refusal(
    "BAD_USER_INPUT",
    `templateId: found template ${template.name}, which has no VM; expected one with a VM.`,
  );
}
