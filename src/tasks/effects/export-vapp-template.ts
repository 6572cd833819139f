import { writeOvf } from "../../formats/ovf/write-ovf.ts";
import type { ExportVappTemplateRequest } from "../../inventory/facts/workflow-request.ts";
import { findMachinesOfTemplate } from "../../inventory/machines/read-machines.ts";
import { invariant } from "../../validation/invariant.ts";
import { insertTaskExport } from "../task-exports.ts";
import type { Effect } from "./effect.ts";

/** The task keeps the OVF, with a placeholder for each TPM: each import of it gets a new one. */
export const exportVappTemplate: Effect<ExportVappTemplateRequest> = async (transaction, permitted) => {
  const { taskId, request, gathered } = permitted;
  const { template } = gathered.facts;
  invariant(template, "an export is of a template");
  const machines = await findMachinesOfTemplate(transaction, request.templateId);
  const virtualSystems = machines.map(({ name, guestId, firmware, hardwareVersion, tpmStatus }) => ({
    name,
    guestId,
    firmware,
    hardwareVersion,
    tpm: tpmStatus === "PRESENT",
  }));
  const ovf = writeOvf({ name: template.name, virtualSystems });
  await insertTaskExport(transaction, { taskId, fileName: fileNameOf(template.name), ovf });
  return { type: "VappTemplate", id: request.templateId };
};

/** What no file system of Windows or Linux takes in a name becomes an underscore. */
function fileNameOf(templateName: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return `${templateName.replace(/[<>:"/\\|?*\u0000-\u001f]/g, "_")}.ovf`;
}
