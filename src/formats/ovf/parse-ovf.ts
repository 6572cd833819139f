import type { ReportFault } from "./find-element.ts";
import type { OvfDescriptor, OvfRemark } from "./ovf-descriptor.ts";
import { locate, locateFaults, type OvfError, type OvfFault, quote, shorten } from "./ovf-error.ts";
import { ENVELOPE_NAMESPACES } from "./ovf-vocabulary.ts";
import { readDeploymentOptions } from "./read-deployment-options.ts";
import { type ReportRemark, remarkOnFiles } from "./read-remarks.ts";
import { isContent, readVirtualSystems } from "./read-virtual-systems.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/** Of a text that is wrong all over, more would help nobody. */
const MOST_ERRORS = 100;
/** A descriptor of a hundred VMs has one or two for each. None is left out: with more, it is refused. */
export const MOST_REMARKS = 1000;

/** Either what the descriptor says, or all that is wrong with it; of text that is not XML, the first thing. */
export type ParsedOvf =
  | { readonly ovf: OvfDescriptor; readonly errors: readonly [] }
  | { readonly ovf: null; readonly errors: readonly OvfError[] };

/**
 * An OVF descriptor (DMTF DSP0243, 1.x and 2.0), read as vSphere does, as far as a TPM is concerned: what
 * else it describes is passed over, and what of that concerns a TPM is remarked. Never throws.
 */
export function parseOvf(text: string): ParsedOvf {
  const withoutMark = text.replace(/^\ufeff/, "");
  const xml = readXml(withoutMark);
  if (!xml.root) return { ovf: null, errors: locateFaults(withoutMark, [xml.fault]) };
  const faults: OvfFault[] = [];
  const fault: ReportFault = ({ offset }, found, expected) => faults.push({ offset, found, expected });
  const remarks: UnlocatedRemark[] = [];
  const remark: ReportRemark = (at, kind, found, virtualSystem) => {
    if (remarks.push({ offset: at.offset, kind, virtualSystem, found: shorten(found) }) === MOST_REMARKS + 1) {
      fault(at, `more than ${MOST_REMARKS} settings and devices that are not read`, "no more than that");
    }
  };
  const described = readEnvelope(xml.root, fault, remark);
  if (!described || faults.length > 0) {
    return { ovf: null, errors: locateFaults(withoutMark, faults).slice(0, MOST_ERRORS) };
  }
  return { ovf: { ...described, remarks: locateRemarks(withoutMark, remarks) }, errors: [] };
}

type UnlocatedRemark = Omit<OvfRemark, "line" | "column"> & { readonly offset: number };

function locateRemarks(text: string, remarks: readonly UnlocatedRemark[]): OvfRemark[] {
  return locate(text, remarks).map(({ offset: _, ...remark }) => remark);
}

function readEnvelope(
  envelope: XmlElement,
  fault: ReportFault,
  remark: ReportRemark,
): Omit<OvfDescriptor, "remarks"> | null {
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
  const deploymentOptions = readDeploymentOptions(envelope, fault);
  remarkOnFiles(envelope, remark);
  return { deploymentOptions, ...readVirtualSystems(content, fault, remark) };
}
