import type { PlaceFacts } from "../facts.ts";
import { invariant } from "../invariant.ts";
import { findRegistration } from "../key-providers.ts";
import {
  aboutVCenter,
  aboutVm,
  reconnectKms,
  recordHighestHardware,
  recordKeyProviderStatus,
  recordKeyProviders,
  recordVersion,
  registerKms,
  rekeyToShared,
  upgradeVCenter,
} from "../remedies.ts";
import {
  block,
  type JudgedSubject,
  type Judgement,
  notApplicable,
  pass,
  type RuleInput,
  type SubjectRule,
  unknown,
  warn,
} from "../rule.ts";
import { carriesKey, findTransfer } from "../rule-kinds.ts";
import { destinationVCenter } from "../statements/named.ts";
import { FIRST_HARDWARE_OF_70U2, FIRST_VERSION_WITH_NATIVE, formatHardwareVersion, isAtLeast } from "../versions.ts";

export const keyAvailableAtDestination: SubjectRule = {
  id: "key-available-at-destination",
  title: "The key is available where the VM is to be",
  checks:
    "The key provider that encrypts the VM is CONNECTED on the target vCenter, whatever the default key provider is; a NATIVE one was backed up, on vCenter 7.0.2 or later and hosts of 7.0 Update 2 or later. For a rekeying: the new key provider is registered and CONNECTED on the VM's vCenter.",
  source: "vSphere Security: a VM locks where the host has no key and vCenter cannot have it (GUID-75758B55).",
  scope: "SUBJECT",
  judge(subject, input) {
    if (input.workflow === "REKEY_VM") return judgeRekeying(subject, input);
    const transfer = findTransfer(input);
    if (transfer === null) return notApplicable({ id: "nothing-leaves-its-vcenter" });
    const { name: vm, keyProvider } = subject;
    if (!carriesKey(subject, input)) return notApplicable({ id: "vm-carries-no-key", vm });
    if (keyProvider === null || findRegistration(transfer.destination.vcenter, keyProvider) === null) {
      return notApplicable({ id: "key-provider-is-not-on-both-vcenters", vm });
    }
    const found = [
      judgeStatus(vm, keyProvider, transfer.destination),
      ...judgeNative(vm, keyProvider, transfer.destination),
    ];
    const judgement =
      found.find(({ outcome }) => outcome === "BLOCK") ??
      found.find(({ outcome }) => outcome === "UNKNOWN") ??
      found[0];
    invariant(judgement, "the health is judged");
    return judgement.outcome === "BLOCK"
      ? { ...judgement, remedies: [...judgement.remedies, ...rekeyToShared(subject, transfer)] }
      : judgement;
  },
};

function judgeStatus(vm: string, keyProvider: string, place: PlaceFacts): Judgement {
  const at = destinationVCenter(place);
  const said = { vm, keyProvider, at };
  const status = findRegistration(place.vcenter, keyProvider)?.status;
  if (status === "CONNECTED") return pass({ id: "key-is-available", ...said });
  const reconnect = reconnectKms(place, keyProvider);
  if (status === "DISCONNECTED") return block({ id: "key-is-not-available", ...said }, [reconnect]);
  return unknown({ id: "key-availability-is-unknown", ...said }, [
    recordKeyProviderStatus(place, at, keyProvider),
    reconnect,
  ]);
}

/** A native key works nowhere but on what knows native key providers. */
function judgeNative(vm: string, keyProvider: string, place: PlaceFacts): readonly Judgement[] {
  const registration = findRegistration(place.vcenter, keyProvider);
  if (registration?.type !== "NATIVE") return [];
  const said = { vm, keyProvider, at: destinationVCenter(place) };
  const isNewEnough = isAtLeast(place.vcenter.version, FIRST_VERSION_WITH_NATIVE);
  const highest = place.cluster.maxHardwareVersion;
  const least = FIRST_HARDWARE_OF_70U2;
  const judgements: Judgement[] = [];
  if (registration.backedUp === false) judgements.push(blockWithoutBackup(said, place));
  if (isNewEnough === false) {
    judgements.push(
      block({ id: "native-key-needs-newer-vcenter", ...said }, [upgradeVCenter(place, FIRST_VERSION_WITH_NATIVE)]),
    );
  } else if (isNewEnough === null) {
    judgements.push(unknown({ id: "native-key-needs-known-vcenter", ...said }, [recordVersion(place)]));
  }
  if (highest === null) {
    judgements.push(unknown({ id: "native-key-needs-known-hosts", ...said }, [recordHighestHardware(place)]));
  } else if (highest < least) {
    const elsewhere = { action: "CHOOSE_OTHER_VDC", variant: "choose", version: formatHardwareVersion(least) } as const;
    judgements.push(block({ id: "native-key-needs-newer-hosts", ...said }, [elsewhere]));
  }
  return judgements;
}

function blockWithoutBackup(
  said: { readonly vm: string; readonly keyProvider: string; readonly at: ReturnType<typeof destinationVCenter> },
  place: PlaceFacts,
): Judgement {
  return block({ id: "native-key-is-not-backed-up", ...said }, [
    { action: "BACK_UP_KEY_PROVIDER", ...aboutVCenter(place), keyProviderName: said.keyProvider },
  ]);
}

function judgeRekeying(subject: JudgedSubject, { destination, request }: RuleInput): Judgement {
  const { name: vm } = subject;
  const keyProvider = request.keyProviderName;
  if (destination === null || keyProvider === undefined) return notApplicable({ id: "workflow-needs-no-key", vm });
  const said = { vm, keyProvider, at: destinationVCenter(destination) };
  const { vcenter } = destination;
  const registration = findRegistration(vcenter, keyProvider);
  if (registration === null) {
    const register = registerKms(destination, "of-vm", keyProvider);
    if (!vcenter.kmsInventoried) {
      return unknown({ id: "key-provider-may-have-gone", ...said }, [recordKeyProviders(destination), register]);
    }
    const registered = vcenter.kmsRegistrations.map(({ name }) => name);
    return block({ id: "rekey-target-is-not-registered", ...said, registered }, [register]);
  }
  if (registration.type === "NATIVE" && registration.backedUp === false) {
    return blockWithoutBackup(said, destination);
  }
  const judgement = judgeStatus(vm, keyProvider, destination);
  if (judgement.outcome !== "PASS" || subject.powerState === "POWERED_OFF") return judgement;
  return warn({ id: "rekey-while-running", ...said }, [{ action: "POWER_OFF", ...aboutVm(subject) }]);
}
