import { describeRule } from "../describe-rule.ts";
import {
  destinationCluster,
  destinationVCenter,
  goodCopy,
  goodInstantiation,
  goodVappMove,
  request,
  subject,
  template,
  withinOneVCenter,
} from "../good-facts.ts";

const mounted = (ids: readonly string[] | null) => destinationCluster({ mountedVolumeIds: ids });
const fast = (fastCrossVcenterInstantiation: boolean | null) => destinationVCenter({ fastCrossVcenterInstantiation });
const onTwo = subject({
  volumes: [
    { id: "id-san-1", name: "san-1" },
    { id: "id-san-2", name: "san-2" },
  ],
});

describeRule("shared-storage-or-fast-cross-vcenter", goodCopy, "PASS", [
  {
    when: "the volume is not mounted",
    given: [mounted(["id-san-9"])],
    outcome: "BLOCK",
    message:
      "Copy, move, and instantiation operations for a source VM with TPM device or a VM template captured with Copy TPM option are not allowed for the target VDC.",
    what: {
      id: "storage-is-not-mounted",
      vm: "ericTpmVm",
      volumes: ["san-1"],
      at: { cluster: "cl-b", vcenter: "vc-b" },
    },
    remedies: [
      { action: "ACTIVATE_FAST_CROSS_VCENTER", vcenterId: "id-vc-b" },
      { action: "MOUNT_STORAGE_VOLUME", vcenterId: "id-vc-b", clusterId: "id-cl-b", storageVolumeId: "id-san-1" },
    ],
  },
  {
    when: "one of two volumes is not mounted",
    given: [onTwo],
    outcome: "BLOCK",
    what: { id: "storage-is-not-mounted", volumes: ["san-2"] },
    remedies: [
      { action: "ACTIVATE_FAST_CROSS_VCENTER" },
      { action: "MOUNT_STORAGE_VOLUME", storageVolumeId: "id-san-2" },
    ],
  },
  {
    when: "two volumes are not mounted: mounting one would mend nothing",
    given: [onTwo, mounted([])],
    outcome: "BLOCK",
    what: { id: "storage-is-not-mounted", volumes: ["san-1", "san-2"] },
    remedies: [{ action: "ACTIVATE_FAST_CROSS_VCENTER", vcenterId: "id-vc-b" }],
  },
  {
    when: "fast cross-vCenter instantiation is active",
    given: [mounted([]), fast(true)],
    outcome: "PASS",
    what: { id: "fast-instantiation-is-active", at: { vcenter: "vc-b" } },
  },
  {
    when: "it is active, and the storage is not known",
    given: [mounted(null), subject({ volumes: null }), fast(true)],
    outcome: "PASS",
  },
  { when: "it is not known to be active, and the volume is mounted", given: [fast(null)], outcome: "PASS" },
  {
    when: "it is not known to be active, and the volume is not mounted",
    given: [fast(null), mounted([])],
    outcome: "UNKNOWN",
    remedies: [
      { action: "RECORD_MISSING_FACT", vcenterId: "id-vc-b" },
      { action: "ACTIVATE_FAST_CROSS_VCENTER" },
      { action: "MOUNT_STORAGE_VOLUME" },
    ],
  },
  {
    when: "the VM's volumes are not known",
    given: [subject({ volumes: null })],
    outcome: "UNKNOWN",
    what: { id: "storage-may-not-be-mounted", vm: "ericTpmVm", unknown: ["volumes-of-vm"] },
    remedies: [
      {
        action: "RECORD_MISSING_FACT",
        vmId: "id-ericTpmVm",
        fact: "storage",
        unknown: ["volumes-of-vm"],
      },
      { action: "ACTIVATE_FAST_CROSS_VCENTER" },
    ],
  },
  {
    when: "neither the VM's volumes, nor the cluster's, nor fast instantiation is known",
    given: [subject({ volumes: null }), mounted(null), fast(null)],
    outcome: "UNKNOWN",
    remedies: [
      {
        action: "RECORD_MISSING_FACT",
        fact: "storage",
        unknown: ["volumes-of-vm", "volumes-of-cluster", "fast-instantiation"],
      },
      { action: "ACTIVATE_FAST_CROSS_VCENTER" },
    ],
  },
  {
    when: "what the cluster mounts is not known",
    given: [mounted(null)],
    outcome: "UNKNOWN",
    what: { id: "storage-may-not-be-mounted", unknown: ["volumes-of-cluster"], at: { cluster: "cl-b" } },
    remedies: [{ action: "RECORD_MISSING_FACT", clusterId: "id-cl-b" }, { action: "ACTIVATE_FAST_CROSS_VCENTER" }],
  },
  {
    when: "the VM has no TPM",
    given: [mounted([]), subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "the VM has no TPM, and is encrypted by a storage policy",
    given: [mounted([]), subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true })],
    outcome: "NOT_APPLICABLE",
    what: "vm-carries-no-tpm-state",
  },
  {
    when: "the VM may have a TPM",
    given: [mounted([]), subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "ericTpmVm" } },
  },
  { when: "nothing leaves its vCenter", given: [withinOneVCenter, mounted([])], outcome: "NOT_APPLICABLE" },
]);

describeRule("shared-storage-or-fast-cross-vcenter", goodInstantiation, "PASS", [
  {
    when: "captured with COPY",
    given: [mounted([])],
    outcome: "BLOCK",
    remedies: [
      { action: "ACTIVATE_FAST_CROSS_VCENTER" },
      { action: "MOUNT_STORAGE_VOLUME" },
      { action: "RECAPTURE_TEMPLATE", tpmProvisioning: "REPLACE" },
    ],
  },
  {
    when: "captured with REPLACE",
    given: [mounted([]), template({ tpmProvisioning: "REPLACE" })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("shared-storage-or-fast-cross-vcenter", goodVappMove, "PASS", [
  {
    when: "the volume is not mounted",
    given: [mounted([])],
    outcome: "BLOCK",
    remedies: [
      { action: "ACTIVATE_FAST_CROSS_VCENTER" },
      { action: "MOUNT_STORAGE_VOLUME" },
      { action: "USE_MOVE_VAPP_API" },
    ],
  },
  {
    when: "the volumes are not known",
    given: [subject({ volumes: null })],
    outcome: "UNKNOWN",
    remedies: [
      { action: "RECORD_MISSING_FACT" },
      { action: "ACTIVATE_FAST_CROSS_VCENTER" },
      { action: "USE_MOVE_VAPP_API" },
    ],
  },
  {
    when: "moved by MOVE_VAPP_API",
    given: [mounted([]), request({ moveMethod: "MOVE_VAPP_API" })],
    outcome: "NOT_APPLICABLE",
    what: "move-needs-no-shared-storage",
  },
]);
