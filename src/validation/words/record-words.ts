import type { MissingFact } from "../remedy.ts";
import type { StorageGap } from "../statements/storage-statements.ts";
import type { Audience } from "./audience.ts";
import { hasHardware, nameCluster, nameClusterAndVCenter, nameVCenter, quote } from "./names.ts";

const HARDWARE = { guestId: "guest OS", firmware: "firmware", hardwareVersion: "hardware version" } as const;

/** Recording facts is for the provider. Hardware that is asked for is for whoever asks. */
export function sayMissingFact(missing: MissingFact, to: Audience): string {
  if ("hardware" in missing && missing.hardware === "would-be") {
    return `Say which ${HARDWARE[missing.fact]} VM ${quote(missing.vm)} is to have.`;
  }
  const what = describe(missing, to);
  return to === "provider" ? `Find out ${what}, and record it.` : `Ask the provider to record ${what}.`;
}

function describe(missing: MissingFact, to: Audience): string {
  switch (missing.fact) {
    case "tpm":
      return `whether VM ${quote(missing.vm)} has a TPM and, if so, which key provider encrypts it`;
    case "key-provider":
      return `which key provider encrypts VM ${quote(missing.vm)}`;
    case "power-state":
      return `whether VM ${quote(missing.vm)} is powered off`;
    case "snapshots":
      return `how many snapshots VM ${quote(missing.vm)} has`;
    case "guestId":
    case "firmware":
    case "hardwareVersion":
      return `which ${HARDWARE[missing.fact]} ${hasHardware(missing)}`;
    case "template-provisioning":
      return `which option template ${quote(missing.template)} was captured with`;
    case "template-tpms":
      return `which VMs of template ${quote(missing.template)} have a TPM, and which option it was captured with`;
    case "vcenter-status":
      return `whether ${nameVCenter(missing.at, to)} is connected`;
    case "vcenter-version":
      return `the version of ${nameVCenter(missing.at, to)}`;
    case "key-providers":
      return `which key providers ${nameVCenter(missing.at, to)} has, and which one is the default`;
    case "key-provider-status":
      return to === "provider"
        ? `whether key provider ${quote(missing.keyProviderName)} is connected on ${nameVCenter(missing.at, to)}`
        : `whether the default key provider is connected on ${nameVCenter(missing.at, to)}`;
    case "highest-hardware-version":
      return `the highest hardware version that ${nameCluster(missing.at, to)} supports`;
    case "storage":
      return missing.unknown.map((gap) => describeGap(gap, missing, to)).join(" and ");
  }
}

function describeGap(gap: StorageGap, { vm, at }: MissingFact & { fact: "storage" }, to: Audience): string {
  return {
    "volumes-of-vm": `which storage volumes VM ${quote(vm)} is on`,
    "volumes-of-cluster": `which storage volumes are mounted in ${nameClusterAndVCenter(at, to)}`,
    "fast-instantiation": `whether fast cross-vCenter vApp instantiation is active on ${nameVCenter(at, to)}`,
  }[gap];
}
