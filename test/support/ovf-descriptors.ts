/** What a descriptor for a test says; what is left out is as in any good one. */
export interface Described {
  readonly name?: string;
  /** The attributes of the OperatingSystemSection. */
  readonly guestOs?: string;
  /** The text of VirtualSystemType. */
  readonly types?: string;
  /** What is in the hardware section beside system and firmware. */
  readonly items?: string;
  /** What is before the VirtualSystem. */
  readonly before?: string;
}

export const WINDOWS = 'ovf:id="112" vmw:osType="windows2019srv_64Guest"';
const RASD = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData";

/** A TPM, with these attributes of its Item. */
export const tpmItem = (attributes = "", instanceId = 9) =>
  `<Item ${attributes}><rasd:ElementName>Virtual TPM</rasd:ElementName><rasd:InstanceID>${instanceId}</rasd:InstanceID><rasd:ResourceSubType>vmware.vtpm</rasd:ResourceSubType><rasd:ResourceType>1</rasd:ResourceType></Item>`;

/** One whose parts are in a namespace that some generators write. */
export const misspeltTpmItem = tpmItem(`xmlns:rasd="${RASD}.xsd"`);

export const optionsSection = (...ids: readonly string[]) =>
  `<DeploymentOptionSection><Info/>${ids.map((id) => `<Configuration ovf:id="${id}"><Label>${id}</Label></Configuration>`).join("")}</DeploymentOptionSection>`;

export function system({ name = "web", guestOs = WINDOWS, types = "vmx-17", items = tpmItem() }: Described): string {
  return `<VirtualSystem ovf:id="${name}"><Info/>
    <OperatingSystemSection ${guestOs}><Info/></OperatingSystemSection>
    <VirtualHardwareSection><Info/>
      <System><vssd:VirtualSystemType>${types}</vssd:VirtualSystemType></System>
      ${items}
      <vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="efi"/>
    </VirtualHardwareSection></VirtualSystem>`;
}

export function envelopeOf(content: string): string {
  return `<?xml version="1.0"?>
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
  xmlns:rasd="${RASD}" xmlns:vmw="http://www.vmware.com/schema/ovf"
  xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData">
${content}
</Envelope>`;
}

/** An OVF of one VM. */
export const ovfOf = (described: Described = {}) => envelopeOf(`${described.before ?? ""}${system(described)}`);
