import type { XmlElement } from "./read-xml.ts";

/** Reports what is wrong at an element. */
export type ReportFault = (at: XmlElement, found: string, expected: string) => void;

export function findChildren(parent: XmlElement, uri: string, local: string): XmlElement[] {
  return parent.children.filter((child) => child.uri === uri && child.local === local);
}

/** The only one of its name; a second one is a fault, since nothing says which of them counts. */
export function findChild(parent: XmlElement, uri: string, local: string, fault: ReportFault): XmlElement | undefined {
  const [first, second] = findChildren(parent, uri, local);
  if (second) fault(second, `a second <${second.name}>`, `one in <${parent.name}>`);
  return first;
}

/** An attribute's value; undefined where it is not there, or empty. */
export function findAttribute(element: XmlElement, uri: string, local: string): string | undefined {
  const attribute = element.attributes.find((candidate) => candidate.uri === uri && candidate.local === local);
  return attribute?.value || undefined;
}
