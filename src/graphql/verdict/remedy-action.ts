import { REMEDY_ACTIONS } from "../../validation/vocabulary.ts";
import { defineEnum } from "../enums.ts";

const SHOWN_ACTIONS = [...REMEDY_ACTIONS, "RETIRED_REMEDY"] as const;

export const RemedyAction = defineEnum("RemedyAction", SHOWN_ACTIONS, "The one change that a remedy asks for.", {
  REGISTER_KMS:
    "Register the key provider on the vCenter under this name: registerKms. If the name is registered with another KMS: updateKms.",
  RECONNECT_KMS: "Make the key provider reachable from the vCenter again: updateKms.",
  SET_DEFAULT_KEY_PROVIDER: "Make the key provider the default of the vCenter or the cluster: setDefaultKeyProvider.",
  UPGRADE_VCENTER: "Upgrade the vCenter to at least this version: updateVCenter.",
  RECONNECT_VCENTER: "Make the vCenter reachable again: updateVCenter.",
  MOUNT_STORAGE_VOLUME: "Mount the storage volume in the cluster: mountStorageVolume.",
  ACTIVATE_FAST_CROSS_VCENTER: "Activate fast cross-vCenter vApp instantiation on the vCenter: updateVCenter.",
  CHOOSE_TPM_PROVISIONING: "Ask for this TPM option. If none is named, omit the option.",
  SET_FIRMWARE_EFI: "Set the VM's firmware to EFI: reconfigureVm.",
  UPGRADE_HARDWARE: "Upgrade the VM's hardware version: reconfigureVm.",
  POWER_OFF: "Power the VM off: powerOffVm.",
  REMOVE_SNAPSHOTS: "Remove all of the VM's snapshots: removeSnapshots.",
  ACKNOWLEDGE_WARNING: "Name the warning in acknowledgeWarnings.",
  RECAPTURE_TEMPLATE:
    "Capture the template again as described: captureVapp or captureVm, then deleteVappTemplate for the old one.",
  DECRYPT_AND_RECAPTURE:
    "Take the VMs' storage policy for encryption away, then capture the template again: captureVapp or captureVm.",
  DECRYPT_VMS: "Take the storage policy for encryption away from the VMs before they are captured.",
  REPLACE_TPM_AFTERWARDS: "Give the copy a TPM of its own: reconfigureVm with tpmPresent false, then again with true.",
  CHOOSE_OTHER_VDC: "Choose another VDC as the destination.",
  CHANGE_GUEST_OS: "Change the guest OS to a supported one: reconfigureVm.",
  KEEP_EXISTING_TPM: "Omit tpmPresent: the VM already has a TPM.",
  RESTORE_NATIVE_KEY_PROVIDER:
    "Restore the backup of the native key provider on the vCenter: restoreKeyProvider. Never register it: that makes another key.",
  BACK_UP_KEY_PROVIDER: "Back up the native key provider: backUpKeyProvider.",
  REKEY_VM: "Re-encrypt the VM under this key provider: rekeyVm.",
  TRUST_VCENTER: "Make the vCenters trust each other's certificates: setVCenterTrust.",
  USE_MOVE_VAPP_API: "Move the vApp with method MOVE_VAPP_API: moveVapp.",
  LEAVE_OUT_OPTIONAL_TPM: "Deploy without the TPM that the OVF marks as optional: leaveOutOptionalTpm.",
  USE_SHARED_CATALOG:
    "Take it to the other organization through a catalog that both may read: captureVapp, publishCatalog.",
  PUBLISH_CATALOG: "Publish the catalog: publishCatalog.",
  CONSOLIDATE_VM: "Consolidate the disks of the linked clone, so that it is a VM of its own.",
  TURN_OFF_FAST_PROVISIONING: "Turn off fast provisioning of the VDC.",
  KEEP_HARDWARE_VERSION: "Omit hardwareVersion: a hardware version is never lowered.",
  ATTACH_TPM: "Give the VM a TPM: reconfigureVm with tpmPresent, or tpmPresent of the request.",
  CHECK_OVF: "Check the OVF descriptor for what could not be read.",
  KEEP_RECOVERY_KEY: "Have the recovery keys of what the TPM sealed at hand, for example of BitLocker.",
  RECORD_MISSING_FACT:
    "Find out a missing fact and record it. VM or unmanaged VM: recordVmFacts. Template and its VMs: recordTemplateFacts. Cluster: updateCluster, and mountStorageVolume for its storage. vCenter: updateVCenter. Key providers of a vCenter: registerKms, setDefaultKeyProvider, then updateVCenter with kmsInventoried. Status of a key provider: updateKms.",
  RETIRED_REMEDY:
    "Only in a verdict that an older version of the gateway stored: a remedy that this version no longer knows. A preflight proposes what helps now.",
});
