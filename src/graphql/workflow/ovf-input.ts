import { Field, InputType } from "type-graphql";
import { chooseDeploymentOption } from "../../formats/ovf/choose-deployment-option.ts";
import { parseOvf } from "../../formats/ovf/parse-ovf.ts";
import { Refusal } from "../../inventory/access/refusal.ts";
import type { AskedOfOvf } from "../../inventory/facts/of-new-vms.ts";

/** What is said of an OVF that VMs are made from. */
@InputType()
export abstract class OvfInput {
  @Field(() => String, { description: "The text of an OVF descriptor, version 1.x or 2.0." })
  ovf!: string;

  @Field(() => String, {
    nullable: true,
    description: "The ID of one of the OVF's deployment options. Leave it out for the default one.",
  })
  deploymentOption?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'True: a TPM that the OVF marks as optional (required="false") is left out if the VDC supports no TPM for the guest OS.',
  })
  leaveOutOptionalTpm?: boolean | null;
}

/**
 * The VMs of the deployment option that is asked for, with all of their hardware alternatives: which of them
 * is deployed depends on where.
 *
 * @throws Refusal BAD_USER_INPUT with all that is wrong with the OVF, each with line and column where they are
 *   known, or with a deployment option that it does not have.
 */
export function readOvfInput({ ovf, deploymentOption, leaveOutOptionalTpm }: OvfInput, path: string): AskedOfOvf {
  const parsed = parseOvf(ovf);
  if (!parsed.ovf) {
    throw new Refusal("BAD_USER_INPUT", parsed.errors.map(({ message }) => `${path}.ovf: ${message}`).join("\n"));
  }
  const { deployment, error } = chooseDeploymentOption(parsed.ovf, deploymentOption ?? null);
  if (!deployment) throw new Refusal("BAD_USER_INPUT", `${path}.deploymentOption: ${error}`);
  return { virtualSystems: deployment.virtualSystems, leaveOutOptionalTpm: leaveOutOptionalTpm ?? false };
}
