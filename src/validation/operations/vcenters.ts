import { parseVCenterVersion } from "../versions.ts";
import type { ConnectionStatus } from "../vocabulary.ts";
import { type OperationRefusal, refuse } from "./refusal.ts";

/** A vCenter that is not connected does nothing. Not known is not connected. Names the first one. */
export function refuseUnlessConnected(
  vcenters: readonly { readonly name: string; readonly status: ConnectionStatus }[],
): OperationRefusal | null {
  const away = vcenters.find(({ status }) => status !== "CONNECTED");
  return away ? refuse({ id: "vcenter-not-connected", vcenter: away.name, status: away.status }) : null;
}

/** A version that no rule can read is worse than none. */
export function refuseVersion(version: string | null): OperationRefusal | null {
  if (version === null || parseVCenterVersion(version) !== null) return null;
  return refuse({ id: "not-a-vcenter-version", version });
}
