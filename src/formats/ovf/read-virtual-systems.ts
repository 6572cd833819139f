import { findAttribute, findChild, type ReportFault } from "./find-element.ts";
import type { OvfDescriptor, OvfVirtualSystem } from "./ovf-descriptor.ts";
import { quote } from "./ovf-error.ts";
import { VMWARE_NAMESPACE } from "./ovf-vocabulary.ts";
import { readHardware } from "./read-hardware.ts";
import { readName } from "./read-name.ts";
import type { XmlElement } from "./read-xml.ts";

/** A vApp has a handful; every one of them is judged by every rule, in one request. */
export const MOST_VIRTUAL_SYSTEMS = 100;
/** vSphere's longest guest id has some thirty characters. */
const LONGEST_GUEST_ID = 255;

/**
 * @param content The envelope's VirtualSystem, or its VirtualSystemCollection: a vApp, in which those of
 * vApps within it count as its own.
 * @param configuration Id of the deployment option that is taken, if the descriptor has any.
 */
export function readVirtualSystems(
  content: XmlElement,
  configuration: string | undefined,
  fault: ReportFault,
): OvfDescriptor {
  const elements = isCollection(content) ? findVirtualSystems(content) : [content];
  const name = isCollection(content) ? readName(content, fault) : null;
  const surplus = elements[MOST_VIRTUAL_SYSTEMS];
  if (surplus) {
    fault(surplus, `${elements.length} VirtualSystems`, `${MOST_VIRTUAL_SYSTEMS} at the most`);
    return { name, virtualSystems: [] };
  }
  if (elements.length === 0) fault(content, `no VirtualSystem in <${content.name}>`, "at least one");
  const virtualSystems = elements.map((element) => readVirtualSystem(element, configuration, fault));
  reportSameNames(elements, virtualSystems, fault);
  return { name, virtualSystems };
}

export function isContent(element: XmlElement, namespace: string): boolean {
  return element.uri === namespace && (element.local === "VirtualSystem" || isCollection(element));
}

function isCollection(element: XmlElement): boolean {
  return element.local === "VirtualSystemCollection";
}

function findVirtualSystems(collection: XmlElement): XmlElement[] {
  return collection.children
    .filter((child) => isContent(child, collection.uri))
    .flatMap((child) => (isCollection(child) ? findVirtualSystems(child) : [child]));
}

function readVirtualSystem(
  element: XmlElement,
  configuration: string | undefined,
  fault: ReportFault,
): OvfVirtualSystem {
  return {
    name: readName(element, fault) ?? "",
    guestId: readGuestId(element, fault),
    ...readHardware(element, configuration, fault),
  };
}

/** The section's CIM number (its ovf:id) names a family of guests at best, and so gives no guest id. */
function readGuestId(element: XmlElement, fault: ReportFault): string | null {
  const section = findChild(element, element.uri, "OperatingSystemSection", fault);
  const guestId = section && findAttribute(section, VMWARE_NAMESPACE, "osType");
  if (!section || !guestId) return null;
  if (guestId.length <= LONGEST_GUEST_ID) return guestId;
  fault(section, `${quote(guestId)} as vmw:osType`, `${LONGEST_GUEST_ID} characters at the most`);
  return null;
}

/** A vApp has no two VMs of one name, and a descriptor no two of one ovf:id. */
function reportSameNames(
  elements: readonly XmlElement[],
  systems: readonly OvfVirtualSystem[],
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
