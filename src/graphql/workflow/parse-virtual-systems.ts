import type { OvfVirtualSystem } from "../../formats/ovf/ovf-descriptor.ts";
import { parseOvf } from "../../formats/ovf/parse-ovf.ts";
import { Refusal } from "../../inventory/access/refusal.ts";

/**
 * The VMs that an OVF descriptor describes.
 * @throws Refusal BAD_USER_INPUT with all that is wrong with it, each with line and column where they are known.
 */
export function parseVirtualSystems(text: string, path: string): readonly OvfVirtualSystem[] {
  const { ovf, errors } = parseOvf(text);
  if (ovf) return ovf.virtualSystems;
  throw new Refusal("BAD_USER_INPUT", errors.map((error) => `${path}: ${error.message}`).join("\n"));
}
