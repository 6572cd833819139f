import type { SubjectFacts } from "../../validation/facts.ts";
import { Refusal } from "../access/refusal.ts";
import type { Connection } from "../database/database.ts";
import type { FoundTemplate } from "./catalogs.ts";
import { gatherTemplateVms } from "./subjects.ts";

export async function gatherSubjectsOfTemplate(connection: Connection, { id }: FoundTemplate): Promise<SubjectFacts[]> {
  return (await gatherTemplateVms(connection, id)).map((vm) => vm.subject);
}

/** The VM that is named; unnamed, the only one there is. */
export async function gatherTemplateVm(
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

export function requireVms<V>({ template }: FoundTemplate, vms: readonly V[]): readonly V[] {
  if (vms.length > 0) return vms;
  throw new Refusal(
    "BAD_USER_INPUT",
    `templateId: found template ${template.name}, which has no VM; expected one with a VM.`,
  );
}
