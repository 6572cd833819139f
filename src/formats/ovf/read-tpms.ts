import { findAttribute, findChild, findChildren, type ReportFault } from "./find-element.ts";
import type { DescribedTpm } from "./ovf-descriptor.ts";
import { ALLOCATION_NAMESPACE, TPM_SUBTYPE } from "./ovf-vocabulary.ts";
import { MOST_DEPLOYMENT_OPTIONS, readOptionsOf } from "./read-deployment-options.ts";
import type { XmlElement } from "./read-xml.ts";

interface TpmItem extends DescribedTpm {
  readonly item: XmlElement;
  readonly instanceId: string | undefined;
}

/** The TPM items of a hardware section. */
export function readTpms(section: XmlElement, read: Set<XmlElement>, fault: ReportFault): DescribedTpm[] {
  const items = findChildren(section, section.uri, "Item").filter(isTpm);
  for (const item of items) read.add(item);
  const surplus = items[MOST_DEPLOYMENT_OPTIONS + 1];
  if (surplus) {
    fault(surplus, `${items.length} TPM devices`, "one in a VM at the most, in each deployment option");
    return [];
  }
  const tpms = items.map((item) => ({
    item,
    instanceId: findChild(item, ALLOCATION_NAMESPACE, "InstanceID", fault)?.text.trim() || undefined,
    isOptional: /^(false|0)$/.test(findAttribute(item, item.uri, "required") ?? ""),
    deploymentOptions: readOptionsOf(item, fault),
  }));
  const second = findSecond(tpms);
  if (second) fault(second, "a second TPM device", "one in a VM at the most");
  return tpms.map(({ isOptional, deploymentOptions }) => ({ isOptional, deploymentOptions }));
}

function isTpm(item: XmlElement): boolean {
  return findChildren(item, ALLOCATION_NAMESPACE, "ResourceSubType").some(
    ({ text }) => text.trim().toLowerCase() === TPM_SUBTYPE,
  );
}

/**
 * The first that is there beside another in some deployment option. One of an option alone takes the place of
 * one of each option that has its InstanceID.
 */
function findSecond(tpms: readonly TpmItem[]): XmlElement | undefined {
  const taken = new Set<string>();
  let always: TpmItem | undefined;
  let ofOptions: { instanceId: string | undefined } | undefined;
  for (const tpm of tpms) {
    const { item, instanceId, deploymentOptions } = tpm;
    const isBeside = (other: { instanceId: string | undefined } | undefined) =>
      other !== undefined && (instanceId === undefined || other.instanceId !== instanceId);
    if (deploymentOptions === null) {
      if (always || isBeside(ofOptions)) return item;
      always = tpm;
      continue;
    }
    if (isBeside(always) || deploymentOptions.some((option) => taken.has(option))) return item;
    for (const option of deploymentOptions) taken.add(option);
    ofOptions = ofOptions && ofOptions.instanceId !== instanceId ? { instanceId: undefined } : { instanceId };
  }
  return undefined;
}
