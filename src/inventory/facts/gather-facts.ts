import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { gatherImportVapp, gatherImportVm } from "./of-imports.ts";
import {
  gatherAddVmToVapp,
  gatherCreateVappFromOvf,
  gatherCreateVappTemplateFromOvf,
  gatherCreateVm,
} from "./of-new-vms.ts";
import {
  gatherExportVappTemplate,
  gatherInstantiateVappTemplate,
  gatherTemplateToCatalog,
  gatherTemplateVmToPlace,
} from "./of-templates.ts";
import { gatherVappToPlace } from "./of-vapps.ts";
import { gatherCaptureVm, gatherReconfigureVm, gatherVmToPlace } from "./of-vms.ts";
import type { WorkflowRequest } from "./workflow-request.ts";

/** What each workflow is judged by; one small function each, in the file of its family. */
const gatherers: {
  readonly [W in WorkflowRequest["workflow"]]: (
    scope: Scope,
    connection: Connection,
    request: Extract<WorkflowRequest, { workflow: W }>,
  ) => Promise<GatheredFacts>;
} = {
  CREATE_VM: gatherCreateVm,
  CREATE_VM_FROM_TEMPLATE: gatherTemplateVmToPlace,
  RECONFIGURE_VM: gatherReconfigureVm,
  COPY_VM: gatherVmToPlace,
  MOVE_VM: gatherVmToPlace,
  IMPORT_VM: gatherImportVm,
  INSTANTIATE_VAPP_TEMPLATE: gatherInstantiateVappTemplate,
  CREATE_VAPP_FROM_OVF: gatherCreateVappFromOvf,
  ADD_VM_TO_VAPP: gatherAddVmToVapp,
  ADD_TEMPLATE_VM_TO_VAPP: gatherTemplateVmToPlace,
  COPY_VAPP: gatherVappToPlace,
  MOVE_VAPP: gatherVappToPlace,
  IMPORT_VAPP: gatherImportVapp,
  CAPTURE_VAPP: gatherVappToPlace,
  CAPTURE_VM: gatherCaptureVm,
  CREATE_VAPP_TEMPLATE_FROM_OVF: gatherCreateVappTemplateFromOvf,
  COPY_VAPP_TEMPLATE: gatherTemplateToCatalog,
  MOVE_VAPP_TEMPLATE: gatherTemplateToCatalog,
  EXPORT_VAPP_TEMPLATE: gatherExportVappTemplate,
};

/**
 * Rows to facts: the only bridge from the inventory to validation. The number of statements is the
 * same however large the estate is. The facts are of one moment only where the connection is a
 * transaction that sees to it: a repeatable-read one, or one that holds the locks of `locks/workflow.ts`.
 *
 * @throws Refusal NOT_FOUND for an id that names nothing, or nothing that the scope may see;
 *   BAD_USER_INPUT for an object that the workflow is not for, naming the field; FORBIDDEN for a
 *   catalog that may be read and not changed.
 */
export function gatherFacts<R extends WorkflowRequest>(
  scope: Scope,
  connection: Connection,
  request: R,
): Promise<GatheredFacts> {
  const gather = gatherers[request.workflow] as (
    scope: Scope,
    connection: Connection,
    request: WorkflowRequest,
  ) => Promise<GatheredFacts>;
  return gather(scope, connection, request);
}
