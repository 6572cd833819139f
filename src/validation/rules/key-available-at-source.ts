import { findRegistration } from "../key-providers.ts";
import { bringBackKeyProvider, reconnectKmsAt, recordKeyProvider, recordKeyProviderStatus } from "../remedies.ts";
import { block, notApplicable, pass, type SubjectRule, unknown, warn } from "../rule.ts";
import { carriesKey } from "../rule-kinds.ts";
import { sourceVCenter } from "../statements/named.ts";

/**
 * Warns only: a host may still hold the key. What changes the encryption itself needs the key from its provider,
 * and is blocked without it: rekeying, and attaching or removing a TPM.
 */
export const keyAvailableAtSource: SubjectRule = {
  id: "key-available-at-source",
  title: "The key is available where the VM is",
  checks:
    "The key provider that encrypts the VM is registered and CONNECTED on its vCenter. Where it is not, the workflow may fail halfway.",
  source: "vSphere Security: encrypted virtual machines and keys (GUID-75758B55, GUID-C0AF1F3A).",
  scope: "SUBJECT",
  judge(subject, input) {
    const { name: vm, keyProvider, outcome } = subject;
    const isReconfigured = input.workflow === "RECONFIGURE_VM";
    const isNeeded = !isReconfigured || outcome === "REMOVE" || outcome === "ATTACH_NEW";
    const source = isReconfigured ? input.destination : input.source;
    if (source === null || !isNeeded || !carriesKey(subject, input)) {
      return notApplicable({ id: "workflow-needs-no-key", vm });
    }
    const changesEncryption = isReconfigured || input.workflow === "REKEY_VM";
    if (keyProvider === null) {
      const judge = changesEncryption ? unknown : warn;
      return judge({ id: "key-provider-of-source-is-unknown", vm }, [recordKeyProvider(subject)]);
    }
    const said = { vm, keyProvider, at: sourceVCenter(source) };
    const registration = findRegistration(source.vcenter, keyProvider);
    if (registration === null) {
      const remedy = bringBackKeyProvider(source, keyProvider);
      if (source.vcenter.kmsInventoried)
        return (changesEncryption ? block : warn)({ id: "key-provider-has-gone", ...said }, [remedy]);
      return (changesEncryption ? unknown : warn)({ id: "key-provider-may-have-gone", ...said }, [remedy]);
    }
    if (registration.status === "CONNECTED") return pass({ id: "key-is-available", ...said });
    const remedies = [reconnectKmsAt(source, said.at, keyProvider)] as const;
    if (registration.status === "DISCONNECTED")
      return (changesEncryption ? block : warn)({ id: "key-is-not-available", ...said }, remedies);
    return (changesEncryption ? unknown : warn)({ id: "key-availability-is-unknown", ...said }, [
      recordKeyProviderStatus(source, said.at, keyProvider),
      ...remedies,
    ]);
  },
};
