import type { PlaceFacts, VolumeFacts } from "../facts.ts";
import { aboutCluster, aboutVm, activateFastCrossVcenter, mountStorageVolume, recaptureTemplate } from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { block, type JudgedSubject, notApplicable, pass, unknown } from "../rule.ts";
import { defineTpmTransferRule } from "../rule-kinds.ts";
import { destinationCluster, destinationVCenter } from "../statements/named.ts";
import type { StorageGap } from "../statements/storage-statements.ts";

export const sharedStorageOrFastCrossVcenter = defineTpmTransferRule({
  id: "shared-storage-or-fast-cross-vcenter",
  title: "The target reaches the VM's storage",
  checks:
    "Every storage volume of the VM is mounted in the target cluster, by the volume's real identity; or fast cross-vCenter vApp instantiation is active on the target vCenter.",
  source: "VCD: copy, move and instantiate VMs with a TPM across vCenters; fast cross-vCenter vApp instantiation.",
  judgeTransfer(subject, { destination }, { template, request }) {
    if (request.moveMethod === "MOVE_VAPP_API") return notApplicable({ id: "move-needs-no-shared-storage" });
    const api: readonly Remedy[] = request.moveMethod === undefined ? [] : [{ action: "USE_MOVE_VAPP_API" }];
    if (destination.vcenter.fastCrossVcenterInstantiation === true) {
      return pass({ id: "fast-instantiation-is-active", at: destinationVCenter(destination) });
    }
    const vm = subject.name;
    const at = destinationCluster(destination);
    const missing = findMissingVolumes(subject, destination);
    if (missing?.length === 0) return pass({ id: "storage-is-mounted", vm, at });
    const activate = activateFastCrossVcenter(destination);
    const mount = mountTheOnly(missing ?? [], destination);
    const volumes = (missing ?? []).map(({ name }) => name);
    const gaps = findGaps(subject, destination);
    if (gaps.length > 0) {
      // One remedy for all that is open: recording a part of it would settle nothing.
      return unknown({ id: "storage-may-not-be-mounted", vm, at, unknown: gaps, volumes }, [
        {
          action: "RECORD_MISSING_FACT",
          fact: "storage",
          ...aboutVm(subject),
          ...aboutCluster(destination),
          unknown: gaps,
        },
        activate,
        ...mount,
        ...api,
      ]);
    }
    return block({ id: "storage-is-not-mounted", vm, at, volumes }, [
      activate,
      ...mount,
      ...api,
      ...(template === null ? [] : [recaptureTemplate(template.name, "REPLACE")]),
    ]);
  },
});

/** The VM's volumes that the cluster does not mount; null where either is not known. */
function findMissingVolumes({ volumes }: JudgedSubject, { cluster }: PlaceFacts): readonly VolumeFacts[] | null {
  const mounted = cluster.mountedVolumeIds;
  if (volumes?.length === 0) return [];
  if (volumes === null || mounted === null) return null;
  return volumes.filter((volume) => !mounted.includes(volume.id));
}

/** Mounting one of several missing volumes mends nothing, so it is offered only where one is missing. */
function mountTheOnly(missing: readonly VolumeFacts[], destination: PlaceFacts): readonly Remedy[] {
  const [only, second] = missing;
  return only !== undefined && second === undefined ? [mountStorageVolume(destination, only)] : [];
}

function findGaps({ volumes }: JudgedSubject, { cluster, vcenter }: PlaceFacts): readonly StorageGap[] {
  return [
    ...(volumes === null ? (["volumes-of-vm"] as const) : []),
    ...(cluster.mountedVolumeIds === null ? (["volumes-of-cluster"] as const) : []),
    ...(vcenter.fastCrossVcenterInstantiation === null ? (["fast-instantiation"] as const) : []),
  ];
}
