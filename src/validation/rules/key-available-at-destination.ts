import type { PlaceFacts } from "../facts.ts";
import { findRegistration } from "../key-providers.ts";
import {
  aboutVCenter,
  aboutVm,
  reconnectKms,
  recordKeyProviderStatus,
  recordKeyProviders,
  registerKms,
  rekeyToShared,
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

export const keyAvailableAtDestination: SubjectRule = {
  id: "key-available-at-destination",
  title: "The key is available where the VM is to be",
  checks:
    "The key provider that encrypts the VM is CONNECTED on the target vCenter, whatever the default key provider is. For a rekeying: the new key provider is registered and CONNECTED on the VM's vCenter.",
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
    const judgement = judgeStatus(vm, keyProvider, transfer.destination);
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
    return block({ id: "rekey-target-is-not-backed-up", ...said }, [
      { action: "BACK_UP_KEY_PROVIDER", ...aboutVCenter(destination), keyProviderName: keyProvider },
    ]);
  }
  const judgement = judgeStatus(vm, keyProvider, destination);
  if (judgement.outcome !== "PASS" || subject.powerState === "POWERED_OFF") return judgement;
  return warn({ id: "rekey-while-running", ...said }, [{ action: "POWER_OFF", ...aboutVm(subject) }]);
}
