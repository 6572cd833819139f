import { invariant } from "../../validation/invariant.ts";
import type { Firmware } from "../../validation/vocabulary.ts";
import { findCimByGuestId } from "./cim-guest-os.ts";
import { escapeXml } from "./escape-xml.ts";
import type { OvfVirtualSystem } from "./ovf-descriptor.ts";
import {
  ALLOCATION_NAMESPACE,
  ENVELOPE_NAMESPACES,
  SYSTEM_NAMESPACE,
  TPM_SUBTYPE,
  VMWARE_NAMESPACE,
} from "./ovf-vocabulary.ts";

export interface OvfContent {
  /** The vApp's name; null for one VM and no vApp. */
  readonly name: string | null;
  readonly virtualSystems: readonly OvfVirtualSystem[];
}

/**
 * An OVF 1.1 descriptor as vCenter writes one, with a TPM placeholder for each VM that is to have a TPM.
 * It has no files: the simulated inventory holds no disks.
 *
 * `parseOvf` reads the same descriptor back. One thing only it cannot tell: a firmware that is not known is
 * not written, and so is BIOS to every reader.
 */
export function writeOvf({ name, virtualSystems }: OvfContent): string {
  const [alone] = virtualSystems;
  invariant(
    name !== null || (alone && virtualSystems.length === 1),
    "several VMs in one OVF are a vApp, which has a name",
  );
  const content =
    name === null && alone ? writeVirtualSystem(alone, "  ") : writeCollection(name ?? "", virtualSystems);
  return `<?xml version="1.0" encoding="UTF-8"?>
<Envelope xmlns="${ENVELOPE_NAMESPACES[0]}" xmlns:ovf="${ENVELOPE_NAMESPACES[0]}" xmlns:rasd="${ALLOCATION_NAMESPACE}" xmlns:vssd="${SYSTEM_NAMESPACE}" xmlns:vmw="${VMWARE_NAMESPACE}">
  <References/>
  <DiskSection>
    <Info>Virtual disks</Info>
  </DiskSection>
  <NetworkSection>
    <Info>Logical networks</Info>
  </NetworkSection>
${content}
</Envelope>
`;
}

function writeCollection(name: string, virtualSystems: readonly OvfVirtualSystem[]): string {
  const taken = new Set(virtualSystems.map((system) => system.name));
  let id = name;
  while (taken.has(id)) id += "-vapp";
  return `  <VirtualSystemCollection ovf:id="${escapeXml(id)}">
    <Info>A vApp</Info>
    ${writeName(name)}
${virtualSystems.map((system) => `${writeVirtualSystem(system, "    ")}\n`).join("")}  </VirtualSystemCollection>`;
}

/** @param margin What each line begins with. */
function writeVirtualSystem(
  { name, guestId, firmware, hardwareVersion, tpm }: OvfVirtualSystem,
  margin: string,
): string {
  return [
    `<VirtualSystem ovf:id="${escapeXml(name)}">`,
    "  <Info>A virtual machine</Info>",
    `  ${writeName(name)}`,
    `  <OperatingSystemSection ${writeGuestOs(guestId)}>`,
    "    <Info>The guest operating system</Info>",
    "  </OperatingSystemSection>",
    "  <VirtualHardwareSection>",
    "    <Info>Virtual hardware</Info>",
    ...writeSystem(name, hardwareVersion),
    ...PROCESSORS,
    ...MEMORY,
    ...(tpm ? TPM : []),
    ...(firmware === null ? [] : [writeFirmware(firmware)]),
    "  </VirtualHardwareSection>",
    "</VirtualSystem>",
  ]
    .map((line) => margin + line)
    .join("\n");
}

/** In OVF's own words, and in VMware's. */
function writeGuestOs(guestId: string | null): string {
  const { number, version } = findCimByGuestId(guestId);
  return [
    `ovf:id="${number}"`,
    ...(version === null ? [] : [`ovf:version="${version}"`]),
    ...(guestId === null ? [] : [`vmw:osType="${escapeXml(guestId)}"`]),
  ].join(" ");
}

function writeName(name: string): string {
  const space = name === name.trim() ? "" : ' xml:space="preserve"';
  return `<Name${space}>${escapeXml(name)}</Name>`;
}

function writeSystem(name: string, hardwareVersion: number | null): string[] {
  return [
    "    <System>",
    "      <vssd:ElementName>Virtual Hardware Family</vssd:ElementName>",
    "      <vssd:InstanceID>0</vssd:InstanceID>",
    `      <vssd:VirtualSystemIdentifier>${escapeXml(name)}</vssd:VirtualSystemIdentifier>`,
    ...(hardwareVersion === null
      ? []
      : [`      <vssd:VirtualSystemType>vmx-${String(hardwareVersion).padStart(2, "0")}</vssd:VirtualSystemType>`]),
    "    </System>",
  ];
}

function writeFirmware(firmware: Firmware): string {
  return `    <vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="${firmware.toLowerCase()}"/>`;
}

/** No importer takes a VM without processors and memory, and the inventory holds neither: enough for any guest with a TPM. */
const PROCESSORS = writeItem([
  ["AllocationUnits", "hertz * 10^6"],
  ["ElementName", "2 virtual CPUs"],
  ["InstanceID", "1"],
  ["ResourceType", "3"],
  ["VirtualQuantity", "2"],
]);
const MEMORY = writeItem([
  ["AllocationUnits", "byte * 2^20"],
  ["ElementName", "4096 MB of memory"],
  ["InstanceID", "2"],
  ["ResourceType", "4"],
  ["VirtualQuantity", "4096"],
]);
/** ResourceType 1 is CIM's "Other". Not required: what cannot give a VM a TPM may still import the rest. */
const TPM = writeItem(
  [
    ["AutomaticAllocation", "false"],
    ["ElementName", "Virtual TPM"],
    ["InstanceID", "3"],
    ["ResourceSubType", TPM_SUBTYPE],
    ["ResourceType", "1"],
  ],
  ' ovf:required="false"',
);

function writeItem(properties: readonly (readonly [string, string])[], attributes = ""): string[] {
  return [
    `    <Item${attributes}>`,
    ...properties.map(([name, value]) => `      <rasd:${name}>${value}</rasd:${name}>`),
    "    </Item>",
  ];
}
