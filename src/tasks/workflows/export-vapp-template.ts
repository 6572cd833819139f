import { writeOvf } from "../../formats/ovf/write-ovf.ts";
import { assembleFacts } from "../../inventory/facts/assembly.ts";
import { type FoundTemplate, findTemplate } from "../../inventory/facts/catalogs.ts";
import { gatherSubjectsOfTemplate, requireVms } from "../../inventory/facts/of-templates.ts";
import { footprintOf, shared } from "../../inventory/locks/footprint.ts";
import { findMachinesOfTemplate } from "../../inventory/machines/read-machines.ts";
import { insertTaskExport } from "../task-exports.ts";
import type { WorkflowBody } from "./workflow-body.ts";

export interface ExportVappTemplateRequest {
  readonly workflow: "EXPORT_VAPP_TEMPLATE";
  readonly templateId: string;
}

/** The task keeps the OVF, with a placeholder for each TPM: each import of it gets a new one. */
export const exportVappTemplate: WorkflowBody<ExportVappTemplateRequest, FoundTemplate> = {
  owner: ({ templateId }) => ({ type: "VappTemplate", id: templateId }),
  find: (scope, connection, { templateId }) => findTemplate(scope, connection, templateId),
  footprint: (_request, source) => footprintOf([source], { templates: shared([source.id]) }),
  gather: async (connection, { workflow }, source) =>
    assembleFacts(connection, {
      workflow,
      source,
      template: source.template,
      // An OVF without a VM is none.
      subjects: requireVms(source, await gatherSubjectsOfTemplate(connection, source)),
    }),
  newName: () => null,
  async carryOut(transaction, { taskId, request, found }) {
    const { name } = found.template;
    const machines = await findMachinesOfTemplate(transaction, request.templateId);
    const virtualSystems = machines.map(({ tpmStatus, ...machine }) => ({
      name: machine.name,
      guestId: machine.guestId,
      firmware: machine.firmware,
      hardwareVersion: machine.hardwareVersion,
      tpm: tpmStatus === "PRESENT",
    }));
    const ovf = writeOvf({ name, virtualSystems });
    await insertTaskExport(transaction, { taskId, fileName: fileNameOf(name), ovf });
    return { type: "VappTemplate", id: request.templateId };
  },
};

/** What no file system of Windows or Linux takes in a name becomes an underscore. */
function fileNameOf(templateName: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return `${templateName.replace(/[<>:"/\\|?*\u0000-\u001f]/g, "_")}.ovf`;
}
