import { findAttribute, findChildren } from "./find-element.ts";
import type { OvfRemarkKind } from "./ovf-descriptor.ts";
import { quote } from "./ovf-error.ts";
import { ALLOCATION_NAMESPACE, VMWARE_NAMESPACE } from "./ovf-vocabulary.ts";
import type { XmlElement } from "./read-xml.ts";

/** Reports what is there and not read as somebody may expect, with the name of the VM whose it is. */
export type ReportRemark = (at: XmlElement, kind: OvfRemarkKind, found: string, virtualSystem: string | null) => void;
type RemarkOnElement = (at: XmlElement, kind: OvfRemarkKind, found: string) => void;

/** "http module" has the letters too. */
const TPM_WORD = /(?<!ht)tpm|trusted\s*platform/i;
/** What an Item is called, in OVF and in what oVirt makes of it; a Description may speak of anything. */
const ITEM_LABELS: ReadonlySet<string> = new Set([
  "ResourceSubType",
  "OtherResourceType",
  "ElementName",
  "Caption",
  "Type",
  "Device",
]);
/** What is no device of its own in CIM: Other and its like, and the number that some write for a TPM. */
const RESOURCE_TYPES_OF_TPM: ReadonlySet<string> = new Set(["", "0", "1", "34"]);

/**
 * What a VirtualSystem says of TPM, firmware and NVRAM without being read.
 *
 * @param read The elements that were read.
 */
export function remarkOnSystem(system: XmlElement, read: ReadonlySet<XmlElement>, remark: RemarkOnElement): void {
  for (const child of system.children) {
    if (read.has(child)) {
      if (isItem(child) && !hasResourceType(child)) remark(child, "TPM_WITHOUT_RESOURCE_TYPE", `<${child.name}>`);
      continue;
    }
    const unread = describeUnread(child, system);
    if (unread) remark(child, ...unread);
    else remarkOnSystem(child, read, remark);
  }
}

/** The NVRAM files that belong to no VM's settings. */
export function remarkOnFiles(envelope: XmlElement, remark: ReportRemark): void {
  const references = findChildren(envelope, envelope.uri, "References");
  const files = references
    .flatMap((section) => findChildren(section, envelope.uri, "File"))
    .map((file) => ({ file, href: findAttribute(file, envelope.uri, "href") ?? "" }))
    .filter(({ href }) => /\.nvram$/i.test(href));
  if (files.length === 0) return;
  const referred = findReferredFiles(envelope, new Set());
  for (const { file, href } of files) {
    const id = findAttribute(file, envelope.uri, "id");
    if (id === undefined || !referred.has(id)) remark(file, "NVRAM_LEFT_OUT", `the file ${quote(href)}`, null);
  }
}

function findReferredFiles(element: XmlElement, found: Set<string>): Set<string> {
  const isNvram = isSetting(element) && /nvram/i.test(attributeOf(element, "key"));
  const [, file] = (isNvram && /^ovf:\/file\/(.+)$/.exec(attributeOf(element, "value"))) || [];
  if (file) found.add(file);
  for (const child of element.children) findReferredFiles(child, found);
  return found;
}

function describeUnread(element: XmlElement, parent: XmlElement): [OvfRemarkKind, string] | null {
  if (isItem(element)) return describeTpmItem(element);
  if (isSetting(element)) return describeSetting(element);
  if (TPM_WORD.test(element.local) && !/^none$/i.test(attributeOf(element, "type"))) {
    return ["TPM_NOT_READ", withType(element, parent)];
  }
  if (/^firmware$/i.test(element.local)) return ["SETTING_NOT_READ", withType(element, parent)];
  if (element.local === "OperatingSystemSection" && !findAttribute(element, VMWARE_NAMESPACE, "osType")) {
    const guestId = attributeOf(element, "osType");
    if (guestId !== "") return ["SETTING_NOT_READ", `osType ${quote(guestId)}, which is not vmw:osType`];
  }
  return null;
}

function describeTpmItem(item: XmlElement): [OvfRemarkKind, string] | null {
  const label = item.children.find(({ local, text }) => ITEM_LABELS.has(local) && TPM_WORD.test(text));
  if (!label) return null;
  const resourceType = findChildren(item, ALLOCATION_NAMESPACE, "ResourceType")[0]?.text.trim() ?? "";
  if (label.local !== "ResourceSubType" && !RESOURCE_TYPES_OF_TPM.has(resourceType)) return null;
  const where = nameOf(label, ALLOCATION_NAMESPACE);
  return ["TPM_NOT_READ", `<${item.name}> with ${quote(label.text.trim())} in ${where}`];
}

function describeSetting(setting: XmlElement): [OvfRemarkKind, string] | null {
  const key = attributeOf(setting, "key");
  const found = `${nameOf(setting, VMWARE_NAMESPACE)} ${quote(key)} with ${quote(attributeOf(setting, "value"))}`;
  if (/nvram/i.test(key)) return ["NVRAM_LEFT_OUT", found];
  const isOfInterest = TPM_WORD.test(key) || /(^|\.)firmware$|^u?efi\./i.test(key);
  return isOfInterest ? ["SETTING_NOT_READ", found] : null;
}

function isItem({ local }: XmlElement): boolean {
  return local.endsWith("Item");
}

function isSetting({ local }: XmlElement): boolean {
  return local === "Config" || local === "ExtraConfig";
}

function hasResourceType(item: XmlElement): boolean {
  return findChildren(item, ALLOCATION_NAMESPACE, "ResourceType").some(({ text }) => text.trim() !== "");
}

/** An attribute's value, of whatever namespace. */
function attributeOf({ attributes }: XmlElement, local: string): string {
  return attributes.find((attribute) => attribute.local === local)?.value ?? "";
}

/** As VirtualBox says which TPM and which firmware: `<Firmware type="EFI"/>`. */
function withType(element: XmlElement, parent: XmlElement): string {
  const type = attributeOf(element, "type");
  return `${nameOf(element, parent.uri)}${type === "" ? "" : ` of type ${quote(type)}`}`;
}

/** With its namespace, where that is not the one that it should be. */
function nameOf({ name, uri }: XmlElement, expected: string): string {
  return uri === expected ? `<${name}>` : `<${name}> of namespace ${JSON.stringify(uri)}`;
}
