import { findAttribute, findChild, findChildren, type ReportFault } from "./find-element.ts";
import type { DeploymentOption } from "./ovf-descriptor.ts";
import { quote } from "./ovf-error.ts";
import type { XmlElement } from "./read-xml.ts";

/** What the envelope's DeploymentOptionSection offers. */
export function readDeploymentOptions(envelope: XmlElement, fault: ReportFault): DeploymentOption[] {
  const section = findChild(envelope, envelope.uri, "DeploymentOptionSection", fault);
  const configurations = section ? findChildren(section, envelope.uri, "Configuration") : [];
  const marked = configurations.find((configuration) =>
    /^(true|1)$/.test(findAttribute(configuration, envelope.uri, "default") ?? ""),
  );
  const options = new Map<string, DeploymentOption>();
  for (const configuration of configurations) {
    const id = findAttribute(configuration, envelope.uri, "id");
    if (id === undefined) fault(configuration, `<${configuration.name}> without an ovf:id`, "one");
    else if (options.has(id)) fault(configuration, `ovf:id ${quote(id)} again`, "an ovf:id of its own for each");
    else options.set(id, { id, isDefault: configuration === (marked ?? configurations[0]) });
  }
  return [...options.values()];
}

/** The deployment options that an Item is there in; null: in each. */
export function readOptionsOf(item: XmlElement): string[] | null {
  const listed = findAttribute(item, item.uri, "configuration")
    ?.split(/[\s,]+/)
    .filter((id) => id !== "");
  return listed ? [...new Set(listed)] : null;
}
