import type { ConnectionStatus } from "../vocabulary.ts";
import { capitalise } from "./names.ts";

/** The one wording for a vCenter that is not known to be connected. @param vcenter In words: `vCenter "vc-a"`. */
export function sayNotConnected(vcenter: string, status: Exclude<ConnectionStatus, "CONNECTED">): string {
  if (status === "DISCONNECTED") return `${capitalise(vcenter)} is not connected.`;
  return `It is not known whether ${vcenter} is connected.`;
}
