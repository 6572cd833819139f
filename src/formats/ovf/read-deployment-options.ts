import { findAttribute, findChild, findChildren, type ReportFault } from "./find-element.ts";
import type { DeploymentOption } from "./ovf-descriptor.ts";
import { quote } from "./ovf-error.ts";
import type { XmlElement } from "./read-xml.ts";

/** An appliance has a dozen or two. */
export const MOST_DEPLOYMENT_OPTIONS = 100;

/** What the envelope's DeploymentOptionSection offers. */
export function readDeploymentOptions(envelope: XmlElement, fault: ReportFault): DeploymentOption[] {
  const section = findChild(envelope, envelope.uri, "DeploymentOptionSection", fault);
  const configurations = section ? findChildren(section, envelope.uri, "Configuration") : [];
  const marked = configurations.find((configuration) =>
    /^(true|1)$/.test(findAttribute(configuration, envelope.uri, "default") ?? ""),
  );
  const surplus = configurations[MOST_DEPLOYMENT_OPTIONS];
  if (surplus) {
    fault(surplus, `${configurations.length} deployment options`, `${MOST_DEPLOYMENT_OPTIONS} at the most`);
    return [];
  }
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
export function readOptionsOf(item: XmlElement, fault: ReportFault): string[] | null {
  const listed = findAttribute(item, item.uri, "configuration")
    ?.split(/[\s,]+/)
    .filter((id) => id !== "");
  if (!listed) return null;
  const ids = [...new Set(listed)];
  if (ids.length <= MOST_DEPLOYMENT_OPTIONS) return ids;
  fault(item, `an Item of ${ids.length} deployment options`, `${MOST_DEPLOYMENT_OPTIONS} at the most`);
  return [];
}
