import { chooseDeploymentOption } from "../../../src/formats/ovf/choose-deployment-option.ts";
import type { OvfDescriptor, OvfVirtualSystem } from "../../../src/formats/ovf/ovf-descriptor.ts";
import { chooseHardware } from "../../../src/validation/choose-hardware.ts";

/** Marks in a test's descriptor where its error is to be. */
const MARK = "‸";

/** The descriptor without the mark, and the mark's line and column. */
export function unmark(marked: string): { text: string; line: number; column: number } {
  const [before = "", after] = marked.split(MARK);
  if (after === undefined) throw new Error("the descriptor has no mark");
  const lines = before.split("\n");
  return { text: before + after, line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

/** A whole descriptor around its content, on lines of their own. */
export function envelope(content: string, namespace = "http://schemas.dmtf.org/ovf/envelope/1"): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Envelope xmlns="${namespace}" xmlns:ovf="${namespace}"
  xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
  xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData"
  xmlns:vmw="http://www.vmware.com/schema/ovf">
${content}
</Envelope>`;
}

/** A VM with this in its hardware section. */
export function vmWith(hardware: string): string {
  return envelope(`  <VirtualSystem ovf:id="web">
    <VirtualHardwareSection>
      ${hardware}
    </VirtualHardwareSection>
  </VirtualSystem>`);
}

export const TPM_ITEM = "<Item><rasd:ResourceSubType>vmware.vtpm</rasd:ResourceSubType></Item>";

/** The VMs of a descriptor that is deployed without choosing an option, by a cluster that runs all of its alternatives. */
export function deploy(
  ovf: OvfDescriptor | null,
): Pick<OvfDescriptor, "name"> & { virtualSystems: OvfVirtualSystem[] } {
  if (!ovf) throw new Error("the descriptor has errors");
  const { deployment } = chooseDeploymentOption(ovf, null);
  const virtualSystems = (deployment?.virtualSystems ?? []).map(({ name, guestId, alternatives }) => {
    const hardware = chooseHardware(alternatives, null);
    if (!hardware) throw new Error(`${name} has no hardware`);
    const { firmware, hardwareVersion, tpm } = hardware;
    return { name, guestId, firmware, hardwareVersion, tpm };
  });
  return { name: ovf.name, virtualSystems };
}
