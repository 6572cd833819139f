import { chooseDeploymentOption } from "../../formats/ovf/choose-deployment-option.ts";
import type { OvfVirtualSystem } from "../../formats/ovf/ovf-descriptor.ts";
import { parseOvf } from "../../formats/ovf/parse-ovf.ts";
import { Refusal } from "../../inventory/access/refusal.ts";
import { chooseHardware } from "../../validation/choose-hardware.ts";
import { invariant } from "../../validation/invariant.ts";

/**
 * The VMs that an OVF descriptor describes in its default deployment option, each with the highest of its
 * hardware alternatives.
 * @throws Refusal BAD_USER_INPUT with all that is wrong with it, each with line and column where they are known.
 */
export function parseVirtualSystems(text: string, path: string): readonly OvfVirtualSystem[] {
  const { ovf, errors } = parseOvf(text);
  if (!ovf) throw new Refusal("BAD_USER_INPUT", errors.map((error) => `${path}: ${error.message}`).join("\n"));
  const { deployment } = chooseDeploymentOption(ovf, null);
  invariant(deployment, "a descriptor has a default deployment option, or none at all");
  return deployment.virtualSystems.map(({ name, guestId, alternatives }) => {
    const hardware = chooseHardware(alternatives, null);
    invariant(hardware, "a VM has hardware of some kind");
    const { firmware, hardwareVersion, tpm } = hardware;
    return { name, guestId, firmware, hardwareVersion, tpm };
  });
}
