import type { OvfVirtualSystem } from "../../formats/ovf/ovf-descriptor.ts";
import type { SubjectFacts } from "../../validation/facts.ts";
import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";
import { assembleFacts, nothingAsked } from "./assembly.ts";
import { findCatalogToFill } from "./catalogs.ts";
import { findVapp, findVdc } from "./destination.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { newSubject } from "./subjects.ts";
import type {
  AddVmToVappRequest,
  CreateVappFromOvfRequest,
  CreateVappTemplateFromOvfRequest,
  CreateVmRequest,
  NewVm,
} from "./workflow-request.ts";

type Creation = "CREATE_VM" | "ADD_VM_TO_VAPP" | "CREATE_VAPP_FROM_OVF" | "CREATE_VAPP_TEMPLATE_FROM_OVF";

export async function gatherCreateVm(
  scope: Scope,
  connection: Connection,
  request: CreateVmRequest,
): Promise<GatheredFacts> {
  const destination = await findVdc(scope, connection, request.vdcId);
  return assembleCreation(connection, "CREATE_VM", destination, [subjectOfNewVm(request)]);
}

export async function gatherAddVmToVapp(
  scope: Scope,
  connection: Connection,
  request: AddVmToVappRequest,
): Promise<GatheredFacts> {
  const destination = await findVapp(scope, connection, request.vappId);
  return assembleCreation(connection, "ADD_VM_TO_VAPP", destination, [subjectOfNewVm(request)]);
}

export async function gatherCreateVappFromOvf(
  scope: Scope,
  connection: Connection,
  request: CreateVappFromOvfRequest,
): Promise<GatheredFacts> {
  const destination = await findVdc(scope, connection, request.vdcId);
  return assembleCreation(connection, "CREATE_VAPP_FROM_OVF", destination, subjectsOfOvf(request));
}

export async function gatherCreateVappTemplateFromOvf(
  scope: Scope,
  connection: Connection,
  request: CreateVappTemplateFromOvfRequest,
): Promise<GatheredFacts> {
  const destination = await findCatalogToFill(scope, connection, request.catalogId);
  return assembleCreation(connection, "CREATE_VAPP_TEMPLATE_FROM_OVF", destination, subjectsOfOvf(request));
}

function subjectOfNewVm(vm: NewVm): SubjectFacts {
  return newSubject({ ...vm, tpm: vm.tpmPresent });
}

function subjectsOfOvf({ virtualSystems }: { readonly virtualSystems: readonly OvfVirtualSystem[] }): SubjectFacts[] {
  return virtualSystems.map(newSubject);
}

function assembleCreation(
  connection: Connection,
  workflow: Creation,
  destination: Parameters<typeof assembleFacts>[1]["destination"],
  subjects: readonly SubjectFacts[],
): Promise<GatheredFacts> {
  return assembleFacts(connection, {
    workflow,
    source: null,
    destination,
    request: nothingAsked,
    subjects,
  });
}
