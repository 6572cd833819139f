import type { KmsRegistrationFacts, PlaceFacts } from "../facts.ts";
import { findRegistration } from "../key-providers.ts";
import { aboutVCenter, recordKeyProviders, registerSameKms, rekeyToShared, restoreKeyProvider } from "../remedies.ts";
import {
  block,
  type JudgedSubject,
  type Judgement,
  notApplicable,
  pass,
  type Transfer,
  unknown,
  warn,
} from "../rule.ts";
import { defineKeyTransferRule } from "../rule-kinds.ts";
import { destinationVCenter, sourceVCenter } from "../statements/named.ts";

/** A name promises the same keys. For native key providers the key ID proves it; for others a fingerprint may belie it. */
export const keyProviderSameKms = defineKeyTransferRule({
  id: "key-provider-same-kms",
  title: "The same keys are behind the key provider's name on both vCenters",
  checks:
    "Both vCenters' registrations of the key provider serve the same keys. Native key providers have to have the same key ID; of others the fingerprints are compared as far as they are known.",
  source:
    "Broadcom KB 378053 and KB 386333: cross-vCenter vMotion with a native key provider; vSphere API: KmipClusterInfo.clusterId, servers with the same id provide the same keys.",
  judgeTransfer(subject, transfer) {
    const { name: vm, keyProvider } = subject;
    const here = keyProvider === null ? null : findRegistration(transfer.source.vcenter, keyProvider);
    const there = keyProvider === null ? null : findRegistration(transfer.destination.vcenter, keyProvider);
    if (there?.type === "NATIVE" && here === null && !transfer.source.vcenter.kmsInventoried) {
      const said = refer(vm, there, transfer.source, transfer.destination);
      return unknown({ id: "native-keys-cannot-be-compared", ...said }, [recordKeyProviders(transfer.source)]);
    }
    if (here === null || there === null) return notApplicable({ id: "key-provider-is-not-on-both-vcenters", vm });
    return here.type === "NATIVE" || there.type === "NATIVE"
      ? judgeNative(subject, here, there, transfer)
      : judgeFingerprints(vm, here, there, transfer);
  },
});

function refer(vm: string, { name }: KmsRegistrationFacts, source: PlaceFacts, destination: PlaceFacts) {
  return { vm, keyProvider: name, source: sourceVCenter(source), at: destinationVCenter(destination) };
}

function judgeNative(
  subject: JudgedSubject,
  here: KmsRegistrationFacts,
  there: KmsRegistrationFacts,
  transfer: Transfer,
): Judgement {
  const { source, destination } = transfer;
  const said = refer(subject.name, here, source, destination);
  const rekey = rekeyToShared(subject, transfer);
  if (here.type !== there.type) {
    const types = { sourceType: here.type, destinationType: there.type };
    const first =
      here.type === "NATIVE"
        ? restoreKeyProvider(source, destination, here.name)
        : registerSameKms(destination, here.name);
    return block({ id: "native-beside-other", ...said, ...types }, [first, ...rekey]);
  }
  const restore = restoreKeyProvider(source, destination, here.name);
  if (here.kmsClusterUuid === null || there.kmsClusterUuid === null) {
    const record = {
      action: "RECORD_MISSING_FACT",
      fact: "key-provider-keys",
      ...aboutVCenter(destination),
      keyProviderName: here.name,
    } as const;
    return unknown({ id: "native-keys-cannot-be-compared", ...said }, [record, restore, ...rekey]);
  }
  if (here.kmsClusterUuid === there.kmsClusterUuid) return pass({ id: "native-keys-are-the-same", ...said });
  return block({ id: "native-keys-differ", ...said }, [restore, ...rekey]);
}

function judgeFingerprints(
  vm: string,
  here: KmsRegistrationFacts,
  there: KmsRegistrationFacts,
  { source, destination }: Transfer,
): Judgement {
  const said = refer(vm, here, source, destination);
  const [sourceKms, destinationKms] = [here.kmsClusterUuid, there.kmsClusterUuid];
  const same = registerSameKms(destination, here.name);
  if (sourceKms !== null && destinationKms !== null && sourceKms !== destinationKms) {
    return warn(
      { id: "kms-is-another", ...said, sourceKms, destinationKms },
      [same, { action: "ACKNOWLEDGE_WARNING", warning: "FOREIGN_KEYS" }],
      "FOREIGN_KEYS",
    );
  }
  if (here.type !== there.type) return warn({ id: "standard-beside-trusted", ...said }, [same]);
  if (sourceKms === null || destinationKms === null) return pass({ id: "kms-cannot-be-compared", ...said });
  return pass({ id: "kms-is-the-same", ...said });
}
