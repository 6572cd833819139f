import type { Scope } from "../access/scope.ts";
import type { Connection, Transaction } from "../database/database.ts";
import type { WorkflowRequest } from "../facts/workflow-request.ts";
import type { Footprint } from "./footprint.ts";
import {
  footprintInVdc,
  footprintOfAddVmToVapp,
  footprintOfCaptureVm,
  footprintOfImportVapp,
  footprintOfImportVm,
  footprintOfReconfigureVm,
  footprintOfVappToPlace,
  footprintOfVmToPlace,
} from "./footprints-of-machines.ts";
import {
  footprintOfAddTemplateVmToVapp,
  footprintOfCreateVappTemplateFromOvf,
  footprintOfExportVappTemplate,
  footprintOfTemplateToCatalog,
  footprintOfTemplateToVdc,
} from "./footprints-of-templates.ts";
import {
  lockCatalogs,
  lockUnmanagedVapps,
  lockUnmanagedVms,
  lockVapps,
  lockVappTemplates,
  lockVCenters,
  lockVdcs,
  lockVms,
} from "./rows.ts";
import { lockStably } from "./stably.ts";

const footprints: {
  readonly [W in WorkflowRequest["workflow"]]: (
    scope: Scope,
    connection: Connection,
    request: Extract<WorkflowRequest, { workflow: W }>,
  ) => Promise<Footprint>;
} = {
  CREATE_VM: footprintInVdc,
  CREATE_VM_FROM_TEMPLATE: footprintOfTemplateToVdc,
  RECONFIGURE_VM: footprintOfReconfigureVm,
  COPY_VM: footprintOfVmToPlace,
  MOVE_VM: footprintOfVmToPlace,
  IMPORT_VM: footprintOfImportVm,
  INSTANTIATE_VAPP_TEMPLATE: footprintOfTemplateToVdc,
  CREATE_VAPP_FROM_OVF: footprintInVdc,
  ADD_VM_TO_VAPP: footprintOfAddVmToVapp,
  ADD_TEMPLATE_VM_TO_VAPP: footprintOfAddTemplateVmToVapp,
  COPY_VAPP: footprintOfVappToPlace,
  MOVE_VAPP: footprintOfVappToPlace,
  IMPORT_VAPP: footprintOfImportVapp,
  CAPTURE_VAPP: footprintOfVappToPlace,
  CAPTURE_VM: footprintOfCaptureVm,
  CREATE_VAPP_TEMPLATE_FROM_OVF: footprintOfCreateVappTemplateFromOvf,
  COPY_VAPP_TEMPLATE: footprintOfTemplateToCatalog,
  MOVE_VAPP_TEMPLATE: footprintOfTemplateToCatalog,
  EXPORT_VAPP_TEMPLATE: footprintOfExportVappTemplate,
};

/**
 * Locks all that a workflow concerns, in the order that `rows.ts` gives, until the transaction ends:
 * even where, meanwhile, a VM is moved, or joins a vApp or leaves it.
 *
 * @throws Refusal where `gatherFacts` would throw it. An unknown VM is left to that.
 */
export async function lockForWorkflow(scope: Scope, transaction: Transaction, request: WorkflowRequest): Promise<void> {
  await lockStably(transaction, (connection) => findFootprint(scope, connection, request), lockFootprint);
}

/**
 * The vCenters that have a hand in a workflow, as the source or the destination.
 *
 * @throws Refusal where `gatherFacts` would throw it.
 */
export async function findVCentersOfWorkflow(
  scope: Scope,
  connection: Connection,
  request: WorkflowRequest,
): Promise<readonly string[]> {
  return (await findFootprint(scope, connection, request)).vcenterIds;
}

function findFootprint(scope: Scope, connection: Connection, request: WorkflowRequest): Promise<Footprint> {
  const find = footprints[request.workflow] as (
    scope: Scope,
    connection: Connection,
    request: WorkflowRequest,
  ) => Promise<Footprint>;
  return find(scope, connection, request);
}

async function lockFootprint(transaction: Transaction, footprint: Footprint): Promise<void> {
  await lockVCenters(transaction, footprint.vcenterIds, "share");
  await lockVdcs(transaction, footprint.vdcIds, "share");
  await lockCatalogs(transaction, footprint.catalogIds, "share");
  await lockVapps(transaction, footprint.vapps.ids, footprint.vapps.strength);
  await lockVms(transaction, footprint.vms.ids, footprint.vms.strength);
  await lockVappTemplates(transaction, footprint.templates.ids, footprint.templates.strength);
  await lockUnmanagedVapps(transaction, footprint.unmanagedVapps.ids, footprint.unmanagedVapps.strength);
  await lockUnmanagedVms(transaction, footprint.unmanagedVms.ids, footprint.unmanagedVms.strength);
}
