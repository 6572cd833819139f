import type { PlaceFacts, VolumeFacts } from "../facts.ts";
import {
  aboutVm,
  activateFastCrossVcenter,
  mountStorageVolume,
  recaptureTemplate,
  recordMissingFact,
} from "../remedies.ts";
import { block, type JudgedSubject, pass, type Remedy, unknown } from "../rule.ts";
import { defineCrossVcenterRule } from "../rule-kinds.ts";

export const sharedStorageOrFastCrossVcenter = defineCrossVcenterRule({
  id: "shared-storage-or-fast-cross-vcenter",
  title: "The target reaches the VM's storage",
  checks:
    "Every storage volume of the VM is mounted in the target cluster, by the volume's real identity; or fast cross-vCenter vApp instantiation is active on the target vCenter.",
  source: "VCD: copy, move and instantiate VMs with a TPM across vCenters; fast cross-vCenter vApp instantiation.",
  judgePassage(subject, { destination }, { template }) {
    const { vcenter, cluster } = destination;
    const fast = vcenter.fastCrossVcenterInstantiation;
    if (fast === true) return pass(`Fast cross-vCenter vApp instantiation is active on vCenter ${vcenter.name}.`);
    const missing = findMissingVolumes(subject, destination);
    if (missing?.length === 0) {
      return pass(`Every storage volume of VM ${subject.name} is mounted in cluster ${cluster.name}.`);
    }
    const activate = activateFastCrossVcenter(vcenter);
    const explanation = `${storageWords(subject, destination, missing)}, and fast cross-vCenter vApp instantiation ${fast === false ? "is not" : "is not known to be"} active on vCenter ${vcenter.name}.`;
    const mount = mountTheOnly(missing, destination);
    if (missing === null || fast === null) {
      return unknown(`It is not known whether the target VDC reaches the storage of VM ${subject.name}.`, explanation, [
        recordWhatIsOpen(subject, destination),
        activate,
        ...mount,
      ]);
    }
    return block(
      "Copy, move, and instantiation operations for a source VM with TPM device or a VM template captured with Copy TPM option are not allowed for the target VDC.",
      explanation,
      [activate, ...mount, ...(template === null ? [] : [recaptureTemplate(template.name, "REPLACE")])],
    );
  },
});

/** The VM's volumes that the cluster does not mount; null where either is not known. */
function findMissingVolumes({ volumes }: JudgedSubject, { cluster }: PlaceFacts): readonly VolumeFacts[] | null {
  const mounted = cluster.mountedVolumeIds;
  if (volumes === null || mounted === null) return null;
  return volumes.filter((volume) => !mounted.includes(volume.id));
}

/** Mounting one of several missing volumes mends nothing, so it is offered only where one is missing. */
function mountTheOnly(missing: readonly VolumeFacts[] | null, destination: PlaceFacts): readonly Remedy[] {
  const [only, second] = missing ?? [];
  return only !== undefined && second === undefined ? [mountStorageVolume(destination, only)] : [];
}

function storageWords(
  subject: JudgedSubject,
  { cluster, vcenter }: PlaceFacts,
  missing: readonly VolumeFacts[] | null,
): string {
  const where = `cluster ${cluster.name} of vCenter ${vcenter.name}`;
  if (subject.volumes === null) return `It is not known which storage volumes VM ${subject.name} is on`;
  if (missing === null) return `It is not known which storage volumes are mounted in ${where}`;
  const names = missing.map((volume) => volume.name).join(", ");
  return `VM ${subject.name} is on storage volume${missing.length === 1 ? "" : "s"} ${names}, not mounted in ${where}`;
}

/** One remedy for all that is open: recording a part of it would settle nothing. */
function recordWhatIsOpen(subject: JudgedSubject, { cluster, vcenter }: PlaceFacts): Remedy {
  const open = [
    ...(subject.volumes === null ? [`which storage volumes VM ${subject.name} is on`] : []),
    ...(cluster.mountedVolumeIds === null ? [`which storage volumes are mounted in cluster ${cluster.name}`] : []),
    ...(vcenter.fastCrossVcenterInstantiation === null
      ? [`whether fast cross-vCenter vApp instantiation is active on vCenter ${vcenter.name}`]
      : []),
  ];
  return recordMissingFact(open.join(", "), { ...aboutVm(subject), clusterId: cluster.id, vcenterId: vcenter.id });
}
