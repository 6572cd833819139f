import { findAttribute, findChild, type ReportFault } from "./find-element.ts";
import { quote } from "./ovf-error.ts";
import type { XmlElement } from "./read-xml.ts";

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
/** What the inventory holds, as vSphere's does. */
const LONGEST_NAME = 255;

/**
 * The name of a VM or a vApp: its Name, or the ovf:id where it has none. Blanks around a Name are layout,
 * unless it says `xml:space="preserve"`; a name of blanks alone is none. Null, and a fault, where there is no usable one.
 */
export function readName(element: XmlElement, fault: ReportFault): string | null {
  const label = findChild(element, element.uri, "Name", fault);
  const candidates = [label && readLabel(label), findAttribute(element, element.uri, "id")];
  const name = candidates.find((candidate) => candidate !== undefined && candidate.trim() !== "");
  if (name === undefined) {
    fault(element, `<${element.name}> without a name`, "an ovf:id, or a Name");
    return null;
  }
  // As Postgres counts: a character outside of the basic plane is one.
  const length = [...name].length;
  if (length <= LONGEST_NAME) return name;
  fault(label ?? element, `a name of ${length} characters`, `${LONGEST_NAME} at the most (${quote(name)})`);
  return null;
}

function readLabel({ attributes, text }: XmlElement): string {
  const isPreserved = attributes.some(
    ({ uri, local, value }) => uri === XML_NAMESPACE && local === "space" && value === "preserve",
  );
  return isPreserved ? text : text.trim();
}
