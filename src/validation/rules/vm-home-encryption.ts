import type { PlaceFacts } from "../facts.ts";
import { describeOwner, findDefaultKeyProvider } from "../key-providers.ts";
import { recordKeyProvider, recordTpm } from "../remedies.ts";
import { pass, unknown } from "../rule.ts";
import { carriesTpmState, definePrerequisite } from "../rule-kinds.ts";

export const vmHomeEncryption = definePrerequisite({
  id: "vm-home-encryption",
  title: "The VM home is or will be encrypted",
  checks:
    "A VM that has a TPM names the key provider that encrypts it; a VM that gets one is encrypted under the destination's default key provider.",
  source: "vSphere Security: a virtual TPM needs virtual machine encryption of the VM home files.",
  judgeAt(subject, destination, judged) {
    if (subject.tpm === "UNKNOWN") {
      return unknown(
        `It is not known whether VM ${subject.name} has a TPM.`,
        `Whether VM ${subject.name} has TPM state to carry, and which key provider encrypts it, is not known.`,
        [recordTpm(subject)],
      );
    }
    if (subject.keyProvider !== null) {
      return pass(`The home of VM ${subject.name} is encrypted by key provider ${subject.keyProvider}.`);
    }
    if (carriesTpmState(subject, judged)) {
      return unknown(
        `It is not known which key provider encrypts VM ${subject.name}.`,
        `VM ${subject.name} has a TPM, so its home is encrypted, and no key provider is recorded for it.`,
        [recordKeyProvider(subject)],
      );
    }
    if (subject.outcome === "ATTACH_NEW") {
      return pass(`The home of VM ${subject.name} will be encrypted by ${defaultWords(destination)}.`);
    }
    return pass(`VM ${subject.name} stores no TPM state; what is made of it is encrypted when it is made.`);
  },
});

/** Whether there is a default at all is for `vdc-supports-tpm` to say. */
function defaultWords(place: PlaceFacts): string {
  const found = findDefaultKeyProvider(place);
  if (found === null) return "the destination's default key provider";
  return `key provider ${found.name}, the default of ${describeOwner(place, found.from)}`;
}
