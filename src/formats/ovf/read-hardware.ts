import type { Firmware } from "../../validation/vocabulary.ts";
import { findAttribute, findChild, findChildren, type ReportFault } from "./find-element.ts";
import type { DescribedHardware } from "./ovf-descriptor.ts";
import { quote } from "./ovf-error.ts";
import {
  NEWEST_HARDWARE_VERSION,
  OLDEST_HARDWARE_VERSION,
  SYSTEM_NAMESPACE,
  VMWARE_NAMESPACE,
} from "./ovf-vocabulary.ts";
import { readTpms } from "./read-tpms.ts";
import type { XmlElement } from "./read-xml.ts";

/** What a VM without a hardware section has. */
const NOTHING_SAID: DescribedHardware = { firmware: null, hardwareVersion: null, tpms: [] };

/**
 * A VM's virtual hardware: an alternative for each hardware version that a hardware section lists, the first
 * section for each. A section for other hypervisors alone counts only where there is nothing else.
 *
 * @param read Gets the elements that were read.
 */
export function readHardware(system: XmlElement, read: Set<XmlElement>, fault: ReportFault): DescribedHardware[] {
  const sections = findChildren(system, system.uri, "VirtualHardwareSection").map((section) => ({
    section,
    ...readTypes(section, fault),
  }));
  const some = sections.filter(({ isForeign }) => !isForeign);
  const alternatives = new Map<number | null, DescribedHardware>();
  for (const { section, hardwareVersions } of some.length > 0 ? some : sections.slice(0, 1)) {
    const added = hardwareVersions.filter((hardwareVersion) => !alternatives.has(hardwareVersion));
    if (added.length === 0) continue;
    const firmware = readFirmware(section, read, fault);
    const tpms = readTpms(section, read, fault);
    for (const hardwareVersion of added) alternatives.set(hardwareVersion, { firmware, hardwareVersion, tpms });
  }
  return alternatives.size > 0 ? [...alternatives.values()] : [NOTHING_SAID];
}

/** BIOS where the section says nothing: vSphere's default for any VM, which an export of its own spells out. */
function readFirmware(section: XmlElement, read: Set<XmlElement>, fault: ReportFault): Firmware {
  const settings = findChildren(section, VMWARE_NAMESPACE, "Config").filter(
    (config) => findAttribute(config, VMWARE_NAMESPACE, "key") === "firmware",
  );
  let firmware: Firmware | null = null;
  for (const setting of settings) {
    const value = findAttribute(setting, VMWARE_NAMESPACE, "value") ?? "";
    const said = FIRMWARE_BY_VALUE.get(value.toLowerCase());
    if (!said) fault(setting, `${quote(value)} as the firmware's vmw:value`, '"bios" or "efi"');
    else if (firmware && said !== firmware) fault(setting, `firmware ${quote(value)} after another`, "one firmware");
    firmware ??= said ?? null;
    read.add(setting);
  }
  return firmware ?? "BIOS";
}

const FIRMWARE_BY_VALUE: ReadonlyMap<string, Firmware> = new Map([
  ["bios", "BIOS"],
  ["efi", "EFI"],
]);

/** VirtualSystemType lists what the VM runs on; other hypervisors' words, such as virtualbox-2.2, are no hardware version. */
function readTypes(
  section: XmlElement,
  fault: ReportFault,
): { hardwareVersions: (number | null)[]; isForeign: boolean } {
  const description = findChild(section, section.uri, "System", fault);
  const type = description && findChild(description, SYSTEM_NAMESPACE, "VirtualSystemType", fault);
  const listed = type?.text.split(/[\s,]+/).filter((word) => word !== "") ?? [];
  const hardwareVersions = new Set<number>();
  for (const word of listed.filter((candidate) => /^vmx/i.test(candidate))) {
    const version = Number(/^vmx-(\d{1,9})$/i.exec(word)?.[1]);
    if (version >= OLDEST_HARDWARE_VERSION && version <= NEWEST_HARDWARE_VERSION) {
      hardwareVersions.add(version);
    } else if (type) {
      const range = `${OLDEST_HARDWARE_VERSION} to ${NEWEST_HARDWARE_VERSION}`;
      fault(type, `${quote(word)} in VirtualSystemType`, `vmx- with a number from ${range}, such as vmx-19`);
    }
  }
  if (hardwareVersions.size > 0) return { hardwareVersions: [...hardwareVersions], isForeign: false };
  return { hardwareVersions: [null], isForeign: listed.length > 0 };
}
