import { findAttribute, findChild, findChildren, type ReportFault } from "./find-element.ts";
import type { OvfDescriptor } from "./ovf-descriptor.ts";
import { locateFaults, type OvfError, type OvfFault, quote } from "./ovf-error.ts";
import { ENVELOPE_NAMESPACES } from "./ovf-vocabulary.ts";
import { isContent, readVirtualSystems } from "./read-virtual-systems.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/** Of a text that is wrong all over, more would help nobody. */
const MOST_ERRORS = 100;

/** Either what the descriptor says, or all that is wrong with it; of text that is not XML, the first thing. */
export type ParsedOvf =
  | { readonly ovf: OvfDescriptor; readonly errors: readonly [] }
  | { readonly ovf: null; readonly errors: readonly OvfError[] };

/**
 * An OVF descriptor (DMTF DSP0243, 1.x and 2.0), read as vSphere does, as far as a TPM is concerned: what
 * else it describes is passed over. Never throws.
 */
export function parseOvf(text: string): ParsedOvf {
  const withoutMark = text.replace(/^\ufeff/, "");
  const { root, fault } = readXml(withoutMark);
  if (!root) return { ovf: null, errors: locateFaults(withoutMark, [fault]) };
  const faults: OvfFault[] = [];
  const ovf = readEnvelope(root, ({ offset }, found, expected) => faults.push({ offset, found, expected }));
  if (ovf && faults.length === 0) return { ovf, errors: [] };
  return { ovf: null, errors: locateFaults(withoutMark, faults).slice(0, MOST_ERRORS) };
}

function readEnvelope(envelope: XmlElement, fault: ReportFault): OvfDescriptor | null {
  const { uri } = envelope;
  const namespaces: readonly string[] = ENVELOPE_NAMESPACES;
  if (envelope.local !== "Envelope" || !namespaces.includes(uri)) {
    const found = `<${envelope.name}> of ${uri === "" ? "no namespace" : `namespace ${quote(uri)}`}`;
    fault(envelope, found, `<Envelope> of namespace ${namespaces.map(quote).join(" or ")}`);
    return null;
  }
  const [content, second] = envelope.children.filter((child) => isContent(child, uri));
  if (!content) {
    fault(envelope, "no VirtualSystem", `a VirtualSystem or VirtualSystemCollection of namespace ${quote(uri)}`);
    return null;
  }
  if (second) fault(second, `<${second.name}> beside another`, "all VirtualSystems in one VirtualSystemCollection");
  return readVirtualSystems(content, findDefaultConfiguration(envelope, fault), fault);
}

/** Who deploys without choosing a deployment option gets the one that is marked as the default, or else the first. */
function findDefaultConfiguration(envelope: XmlElement, fault: ReportFault): string | undefined {
  const section = findChild(envelope, envelope.uri, "DeploymentOptionSection", fault);
  const configurations = section ? findChildren(section, envelope.uri, "Configuration") : [];
  const marked = configurations.find((configuration) =>
    /^(true|1)$/.test(findAttribute(configuration, envelope.uri, "default") ?? ""),
  );
  const taken = marked ?? configurations[0];
  return taken && findAttribute(taken, envelope.uri, "id");
}
