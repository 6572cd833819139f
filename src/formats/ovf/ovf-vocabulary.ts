/**
 * The words of OVF that the reader and the writer share. A namespace is known by its URI alone: what
 * prefix stands for it is each descriptor's own affair.
 */

/** OVF 1.0 and 1.1 have the first, OVF 2.0 has the second. */
export const ENVELOPE_NAMESPACES = [
  "http://schemas.dmtf.org/ovf/envelope/1",
  "http://schemas.dmtf.org/ovf/envelope/2",
] as const;
const CIM_SCHEMA = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2";
/** The parts of an Item. */
export const ALLOCATION_NAMESPACE = `${CIM_SCHEMA}/CIM_ResourceAllocationSettingData`;
/** The parts of a System. */
export const SYSTEM_NAMESPACE = `${CIM_SCHEMA}/CIM_VirtualSystemSettingData`;
export const VMWARE_NAMESPACE = "http://www.vmware.com/schema/ovf";

/** The ResourceSubType of the Item that gives a VM a TPM: a placeholder, without state. */
export const TPM_SUBTYPE = "vmware.vtpm";
/** Hardware versions that are taken anywhere: vmx-3 is the oldest there was. */
export const OLDEST_HARDWARE_VERSION = 3;
export const NEWEST_HARDWARE_VERSION = 99;
