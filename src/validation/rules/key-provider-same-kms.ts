import { compareKms, findRegistration } from "../key-providers.ts";
import { registerSameKms } from "../remedies.ts";
import { notApplicable, pass, warn } from "../rule.ts";
import { defineCrossVcenterRule } from "../rule-kinds.ts";

/** Never blocks: a name promises the same keys, and only the fingerprints of both KMS could belie it. */
export const keyProviderSameKms = defineCrossVcenterRule({
  id: "key-provider-same-kms",
  title: "The same KMS is behind the key provider's name on both vCenters",
  checks:
    "Both vCenters' registrations of the key provider have the same KMS behind them, as far as their fingerprints are known.",
  source: "vSphere API: KmipClusterInfo.clusterId, servers with the same id must provide the same keys.",
  judgePassage({ name, keyProvider }, { source, destination }) {
    const target = keyProvider === null ? null : findRegistration(destination.vcenter, keyProvider);
    if (keyProvider === null || target === null) {
      return notApplicable(`The key provider of VM ${name} is not known to be registered on both vCenters.`);
    }
    const where = `behind key provider ${keyProvider} on vCenters ${source.vcenter.name} and ${destination.vcenter.name}`;
    const sourceUuid = findRegistration(source.vcenter, keyProvider)?.kmsClusterUuid ?? null;
    const same = compareKms([sourceUuid, target.kmsClusterUuid]);
    if (same === null) {
      return pass(`Whether the same KMS is ${where} could not be compared: a fingerprint is not known.`);
    }
    if (same) return pass(`The same KMS is ${where}.`);
    return warn(
      `The target may not have the keys of VM ${name}.`,
      `Different KMSs are ${where}: ${sourceUuid} and ${target.kmsClusterUuid}. The name is right, the keys may not be.`,
      [registerSameKms(destination.vcenter, keyProvider)],
    );
  },
});
