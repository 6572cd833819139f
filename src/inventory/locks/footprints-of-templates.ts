import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";
import { findCatalogToFill, findTemplate } from "../facts/catalogs.ts";
import { findVapp, findVdc } from "../facts/destination.ts";
import type {
  AddTemplateVmToVappRequest,
  CopyVappTemplateRequest,
  CreateVappTemplateFromOvfRequest,
  CreateVmFromTemplateRequest,
  ExportVappTemplateRequest,
  InstantiateVappTemplateRequest,
  MoveVappTemplateRequest,
} from "../facts/workflow-request.ts";
import { type Footprint, footprintOf } from "./footprint.ts";

export async function footprintOfTemplateToVdc(
  scope: Scope,
  connection: Connection,
  request: CreateVmFromTemplateRequest | InstantiateVappTemplateRequest,
): Promise<Footprint> {
  const source = await findTemplate(scope, connection, request.templateId);
  const destination = await findVdc(scope, connection, request.vdcId);
  return footprintOf([source, destination], { templates: { ids: [source.id], strength: "share" } });
}

export async function footprintOfAddTemplateVmToVapp(
  scope: Scope,
  connection: Connection,
  request: AddTemplateVmToVappRequest,
): Promise<Footprint> {
  const source = await findTemplate(scope, connection, request.templateId);
  const destination = await findVapp(scope, connection, request.vappId);
  return footprintOf([source, destination], {
    vapps: { ids: [request.vappId], strength: "share" },
    templates: { ids: [source.id], strength: "share" },
  });
}

export async function footprintOfCreateVappTemplateFromOvf(
  scope: Scope,
  connection: Connection,
  request: CreateVappTemplateFromOvfRequest,
): Promise<Footprint> {
  return footprintOf([await findCatalogToFill(scope, connection, request.catalogId)], {});
}

export async function footprintOfTemplateToCatalog(
  scope: Scope,
  connection: Connection,
  request: CopyVappTemplateRequest | MoveVappTemplateRequest,
): Promise<Footprint> {
  const source = await findTemplate(scope, connection, request.templateId);
  const destination = await findCatalogToFill(scope, connection, request.catalogId);
  return footprintOf([source, destination], {
    templates: { ids: [source.id], strength: request.workflow === "MOVE_VAPP_TEMPLATE" ? "update" : "share" },
  });
}

export async function footprintOfExportVappTemplate(
  scope: Scope,
  connection: Connection,
  request: ExportVappTemplateRequest,
): Promise<Footprint> {
  const source = await findTemplate(scope, connection, request.templateId);
  return footprintOf([source], { templates: { ids: [source.id], strength: "share" } });
}
