import { findGuestIdByCim } from "./cim-guest-os.ts";
import { findAttribute, findChild, type ReportFault } from "./find-element.ts";
import type { DescribedVirtualSystem } from "./ovf-descriptor.ts";
import { quote } from "./ovf-error.ts";
import { VMWARE_NAMESPACE } from "./ovf-vocabulary.ts";
import { readHardware } from "./read-hardware.ts";
import { readName } from "./read-name.ts";
import { type ReportRemark, remarkOnSystem } from "./read-remarks.ts";
import type { XmlElement } from "./read-xml.ts";

/** A vApp has a handful; every one of them is judged by every rule, in one request. */
export const MOST_VIRTUAL_SYSTEMS = 100;
/** vSphere's longest guest id has some thirty characters. */
const LONGEST_GUEST_ID = 255;

export interface ReadContent {
  /** Null where it is one VM and no vApp. */
  readonly name: string | null;
  readonly virtualSystems: readonly DescribedVirtualSystem[];
}

/**
 * @param content The envelope's VirtualSystem, or its VirtualSystemCollection: a vApp, in which those of
 * vApps within it count as its own.
 */
export function readVirtualSystems(content: XmlElement, fault: ReportFault, remark: ReportRemark): ReadContent {
  const elements = isCollection(content) ? findVirtualSystems(content, remark) : [content];
  const name = isCollection(content) ? readName(content, fault) : null;
  const surplus = elements[MOST_VIRTUAL_SYSTEMS];
  if (surplus) {
    fault(surplus, `${elements.length} VirtualSystems`, `${MOST_VIRTUAL_SYSTEMS} at the most`);
    return { name, virtualSystems: [] };
  }
  if (elements.length === 0) fault(content, `a vApp without VMs`, `at least one VirtualSystem in <${content.name}>`);
  const virtualSystems = elements.map((element) => readVirtualSystem(element, fault, remark));
  reportSameNames(elements, virtualSystems, fault);
  return { name, virtualSystems };
}

export function isContent(element: XmlElement, namespace: string): boolean {
  return element.uri === namespace && (element.local === "VirtualSystem" || isCollection(element));
}

function isCollection(element: XmlElement): boolean {
  return element.local === "VirtualSystemCollection";
}

function findVirtualSystems(collection: XmlElement, remark: ReportRemark): XmlElement[] {
  return collection.children
    .filter((child) => isContent(child, collection.uri))
    .flatMap((child) => {
      if (!isCollection(child)) return [child];
      const systems = findVirtualSystems(child, remark);
      const id = quote(findAttribute(child, child.uri, "id") ?? "");
      const count = systems.length === 1 ? "1 VM" : `${systems.length === 0 ? "no" : systems.length} VMs`;
      remark(child, "VAPP_IN_VAPP", `<${child.name}> ${id} with ${count}`, null);
      return systems;
    });
}

function readVirtualSystem(element: XmlElement, fault: ReportFault, remark: ReportRemark): DescribedVirtualSystem {
  const name = readName(element, fault) ?? "";
  const read = new Set<XmlElement>();
  const guestId = readGuestId(element, fault);
  const hardware = readHardware(element, read, fault);
  remarkOnSystem(element, read, (at, kind, found) => remark(at, kind, found, name));
  return { name, guestId, hardware };
}

/** VMware's own word, or else the guest OS that OVF's number and version stand for. */
function readGuestId(element: XmlElement, fault: ReportFault): string | null {
  const section = findChild(element, element.uri, "OperatingSystemSection", fault);
  if (!section) return null;
  const guestId = findAttribute(section, VMWARE_NAMESPACE, "osType");
  if (guestId === undefined) {
    const number = findAttribute(section, section.uri, "id")?.trim() ?? "";
    const version = findAttribute(section, section.uri, "version")?.trim() || null;
    return /^\d{1,5}$/.test(number) ? findGuestIdByCim({ number: Number(number), version }) : null;
  }
  if (guestId.length <= LONGEST_GUEST_ID) return guestId;
  fault(section, `${quote(guestId)} as vmw:osType`, `${LONGEST_GUEST_ID} characters at the most`);
  return null;
}

/** A vApp has no two VMs of one name, and a descriptor no two of one ovf:id. */
function reportSameNames(
  elements: readonly XmlElement[],
  systems: readonly DescribedVirtualSystem[],
  fault: ReportFault,
): void {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const [index, element] of elements.entries()) {
    const id = findAttribute(element, element.uri, "id");
    const name = systems[index]?.name;
    if (id && ids.has(id)) fault(element, `ovf:id ${quote(id)} again`, "an ovf:id of its own for each VirtualSystem");
    else if (name && names.has(name)) fault(element, `the name ${quote(name)} again`, "a name of its own for each VM");
    if (id) ids.add(id);
    if (name) names.add(name);
  }
}
