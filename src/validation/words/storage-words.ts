import type { ClusterRef, VCenterRef } from "../statements/named.ts";
import type { StorageStatements } from "../statements/storage-statements.ts";
import { type Audience, plainly, type Words } from "./audience.ts";
import { listNames, nameCluster, nameClusterAndVCenter, nameVCenter, nameVdc, quote } from "./names.ts";

const FAST = "cross-vCenter vApp instantiation";

const fastIsNotActive = (at: VCenterRef, to: Audience) => `Fast ${FAST} is not active on ${nameVCenter(at, to)}.`;

function notMounted(vm: string, volumes: readonly string[], at: ClusterRef, to: Audience): string {
  if (to === "tenant") return `The storage of VM ${quote(vm)} is not mounted in ${nameCluster(at, to)}.`;
  const where = `not mounted in ${nameClusterAndVCenter(at, to)}`;
  return volumes.length === 1
    ? `VM ${quote(vm)} is on storage volume ${listNames(volumes)}, which is ${where}.`
    : `VM ${quote(vm)} is on storage volumes ${listNames(volumes)}, which are ${where}.`;
}

export const storageWords: Words<StorageStatements> = {
  "fast-instantiation-is-active": ({ at }, to) => plainly(`Fast ${FAST} is active on ${nameVCenter(at, to)}.`),
  "storage-is-mounted": ({ vm, at }, to) =>
    plainly(`All storage of VM ${quote(vm)} is mounted in ${nameCluster(at, to)}.`),
  "storage-is-not-mounted": ({ vm, at, volumes }, to) => ({
    message:
      "Copy, move, and instantiation operations for a source VM with TPM device or a VM template captured with Copy TPM option are not allowed for the target VDC.",
    explanation: `${notMounted(vm, volumes, at, to)} ${fastIsNotActive(at, to)}`,
  }),
  "storage-may-not-be-mounted": ({ vm, at, unknown, volumes }, to) => ({
    message: `It is not known whether ${nameVdc(at, to)} reaches the storage of VM ${quote(vm)}.`,
    explanation: [
      ...(unknown.includes("volumes-of-vm") ? [`It is not recorded which storage volumes VM ${quote(vm)} is on.`] : []),
      ...(unknown.includes("volumes-of-cluster")
        ? [`It is not recorded which storage volumes are mounted in ${nameClusterAndVCenter(at, to)}.`]
        : []),
      ...(volumes.length > 0 ? [notMounted(vm, volumes, at, to)] : []),
      unknown.includes("fast-instantiation")
        ? `It is not recorded whether fast ${FAST} is active on ${nameVCenter(at, to)}.`
        : fastIsNotActive(at, to),
    ].join(" "),
  }),
};
