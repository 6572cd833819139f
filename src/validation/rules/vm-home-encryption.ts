import type { PlaceFacts } from "../facts.ts";
import { findDefaultKeyProvider } from "../key-providers.ts";
import { recordKeyProvider } from "../remedies.ts";
import { pass, unknown } from "../rule.ts";
import { carriesTpmState, definePrerequisite } from "../rule-kinds.ts";
import { destinationCluster } from "../statements/named.ts";

export const vmHomeEncryption = definePrerequisite({
  id: "vm-home-encryption",
  title: "The VM home is or will be encrypted",
  checks:
    "A VM that has a TPM names the key provider that encrypts it; a VM that gets one is encrypted under the destination's default key provider.",
  source: "vSphere Security: a virtual TPM needs virtual machine encryption of the VM home files.",
  judgeAt(subject, destination, input) {
    const { name: vm, keyProvider } = subject;
    if (keyProvider !== null) return pass({ id: "home-is-encrypted", vm, keyProvider });
    if (carriesTpmState(subject, input)) {
      // Whether it has a TPM is asked by whoever needs it.
      if (subject.tpmIsAssumed) return pass({ id: "home-encryption-is-unknown", vm });
      return unknown({ id: "home-key-provider-is-unknown", vm }, [recordKeyProvider(subject)]);
    }
    if (subject.outcome === "ATTACH_NEW") {
      const at = destinationCluster(destination);
      return pass({ id: "home-will-be-encrypted", vm, at, byDefault: defaultOf(destination) });
    }
    return pass({ id: "template-stores-no-key", vm });
  },
});

/** Whether there is a default at all is for `vdc-supports-tpm` to say. */
function defaultOf(place: PlaceFacts) {
  const found = findDefaultKeyProvider(place);
  return found && { keyProvider: found.name, from: found.from };
}
