import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import { recordTemplateFacts } from "../../inventory/changes/record-template-facts.ts";
import { recordUnmanagedVmFacts, recordVmFacts } from "../../inventory/changes/record-vm-facts.ts";
import { userErrors } from "../change-payload.ts";
import type { GatewayContext } from "../context.ts";
import { rowId, rowIdOrNull } from "../global-id.ts";
import { checkFacts } from "./check-facts.ts";
import {
  RecordTemplateFactsInput,
  RecordTemplateFactsPayload,
  RecordVmFactsInput,
  RecordVmFactsPayload,
  type TemplateVmFactsInput,
} from "./record-facts-type.ts";

const input = { description: "The facts to record." };

@Resolver()
export class RecordFactsResolver {
  @Mutation(() => RecordVmFactsPayload, {
    description: "Record missing facts of a VM. Remedies with action RECORD_MISSING_FACT ask for this.",
  })
  async recordVmFacts(
    @Arg("input", () => RecordVmFactsInput, input) { vmId, unmanagedVmId, ...said }: RecordVmFactsInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const facts = checkFacts(said, "input");
    const id = rowIdOrNull("Vm", vmId, "input.vmId");
    const unmanagedId = rowIdOrNull("UnmanagedVm", unmanagedVmId, "input.unmanagedVmId");
    if (id !== null && unmanagedId === null) {
      const recorded = await recordVmFacts(scope, db, id, facts);
      reader.forget();
      return { vm: recorded.done, unmanagedVm: null, userErrors: userErrors(recorded) };
    }
    if (id === null && unmanagedId !== null) {
      const recorded = await recordUnmanagedVmFacts(scope, db, unmanagedId, facts);
      reader.forget();
      return { vm: null, unmanagedVm: recorded.done, userErrors: userErrors(recorded) };
    }
    const found = id === null ? "neither vmId nor unmanagedVmId" : "both vmId and unmanagedVmId";
    throw new Refusal("BAD_USER_INPUT", `input: found ${found}, expected exactly one of them.`);
  }

  @Mutation(() => RecordTemplateFactsPayload, {
    description:
      "Record missing facts of a vApp template and its VMs. Remedies with action RECORD_MISSING_FACT ask for this.",
  })
  async recordTemplateFacts(
    @Arg("input", () => RecordTemplateFactsInput, input)
    { templateId, tpmProvisioning, vms }: RecordTemplateFactsInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const recorded = await recordTemplateFacts(scope, db, {
      templateId: rowId("VappTemplate", templateId, "input.templateId"),
      tpmProvisioning: tpmProvisioning ?? undefined,
      vms: checkTemplateVms(vms),
    });
    reader.forget();
    return { vappTemplate: recorded.done, userErrors: userErrors(recorded) };
  }
}

function checkTemplateVms(vms: readonly TemplateVmFactsInput[]) {
  const ids = vms.map(({ templateVmId }, index) =>
    rowId("TemplateVm", templateVmId, `input.vms[${index}].templateVmId`),
  );
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (repeated >= 0) {
    throw new Refusal("BAD_USER_INPUT", `input.vms[${repeated}].templateVmId: found it twice, expected different VMs.`);
  }
  return vms.map((vm, index) => ({ templateVmId: ids[index] ?? "", facts: checkFacts(vm, `input.vms[${index}]`) }));
}
