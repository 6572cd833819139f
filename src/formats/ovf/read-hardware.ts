import type { Firmware } from "../../validation/vocabulary.ts";
import { findAttribute, findChild, findChildren, type ReportFault } from "./find-element.ts";
import { quote } from "./ovf-error.ts";
import {
  ALLOCATION_NAMESPACE,
  NEWEST_HARDWARE_VERSION,
  OLDEST_HARDWARE_VERSION,
  SYSTEM_NAMESPACE,
  TPM_SUBTYPE,
  VMWARE_NAMESPACE,
} from "./ovf-vocabulary.ts";
import type { XmlElement } from "./read-xml.ts";

export interface OvfHardware {
  readonly firmware: Firmware | null;
  readonly hardwareVersion: number | null;
  readonly tpm: boolean;
}

/**
 * A VM's virtual hardware. Several hardware sections are alternatives, each for other hypervisors: the one
 * with the highest hardware version counts, as a whole; the first, if none has one.
 *
 * @param configuration Id of the deployment option that is taken, if the descriptor has any.
 */
export function readHardware(system: XmlElement, configuration: string | undefined, fault: ReportFault): OvfHardware {
  const alternatives = findChildren(system, system.uri, "VirtualHardwareSection").map((section) => ({
    firmware: readFirmware(section, fault),
    hardwareVersion: readHardwareVersion(section, fault),
    tpm: readTpm(section, configuration, fault),
  }));
  const [first = { firmware: null, hardwareVersion: null, tpm: false }, ...others] = alternatives;
  return others.reduce<OvfHardware>(
    (best, other) => ((other.hardwareVersion ?? 0) > (best.hardwareVersion ?? 0) ? other : best),
    first,
  );
}

/** BIOS where the section says nothing: vSphere's default for any VM, which an export of its own spells out. */
function readFirmware(section: XmlElement, fault: ReportFault): Firmware {
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
  }
  return firmware ?? "BIOS";
}

const FIRMWARE_BY_VALUE: ReadonlyMap<string, Firmware> = new Map([
  ["bios", "BIOS"],
  ["efi", "EFI"],
]);

/** VirtualSystemType lists what the VM runs on; other hypervisors' words, such as virtualbox-2.2, are no hardware version. */
function readHardwareVersion(section: XmlElement, fault: ReportFault): number | null {
  const description = findChild(section, section.uri, "System", fault);
  const type = description && findChild(description, SYSTEM_NAMESPACE, "VirtualSystemType", fault);
  if (!type) return null;
  let highest: number | null = null;
  for (const word of type.text.split(/[\s,]+/).filter((listed) => /^vmx/i.test(listed))) {
    const version = Number(/^vmx-(\d{1,9})$/i.exec(word)?.[1]);
    if (version >= OLDEST_HARDWARE_VERSION && version <= NEWEST_HARDWARE_VERSION) {
      highest = Math.max(version, highest ?? version);
    } else {
      const range = `${OLDEST_HARDWARE_VERSION} to ${NEWEST_HARDWARE_VERSION}`;
      fault(type, `${quote(word)} in VirtualSystemType`, `vmx- with a number from ${range}, such as vmx-19`);
    }
  }
  return highest;
}

function readTpm(section: XmlElement, configuration: string | undefined, fault: ReportFault): boolean {
  const [first, second] = findChildren(section, section.uri, "Item").filter(
    (item) => isTpm(item) && belongsTo(item, configuration),
  );
  if (second) fault(second, "a second TPM device", "one in a VM at the most");
  return first !== undefined;
}

function isTpm(item: XmlElement): boolean {
  return findChildren(item, ALLOCATION_NAMESPACE, "ResourceSubType").some(
    ({ text }) => text.trim().toLowerCase() === TPM_SUBTYPE,
  );
}

/** An Item that names deployment options is there in those alone. */
function belongsTo(item: XmlElement, configuration: string | undefined): boolean {
  const configurations = findAttribute(item, item.uri, "configuration")?.split(/[\s,]+/);
  return !configurations || (configuration !== undefined && configurations.includes(configuration));
}
