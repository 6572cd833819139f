import { compareKms, findRegistration } from "../key-providers.ts";
import { registerSameKms } from "../remedies.ts";
import { notApplicable, pass, warn } from "../rule.ts";
import { defineCrossVcenterRule } from "../rule-kinds.ts";
import { destinationVCenter, sourceVCenter } from "../statements/named.ts";

/** Never blocks: a name promises the same keys, and only the fingerprints of both KMS could belie it. */
export const keyProviderSameKms = defineCrossVcenterRule({
  id: "key-provider-same-kms",
  title: "The same KMS is behind the key provider's name on both vCenters",
  checks:
    "Both vCenters' registrations of the key provider have the same KMS behind them, as far as their fingerprints are known.",
  source: "vSphere API: KmipClusterInfo.clusterId, servers with the same id must provide the same keys.",
  judgeTransfer({ name: vm, keyProvider }, { source, destination }) {
    const target = keyProvider === null ? null : findRegistration(destination.vcenter, keyProvider);
    if (keyProvider === null || target === null) {
      return notApplicable({ id: "key-provider-is-not-on-both-vcenters", vm });
    }
    const said = { vm, keyProvider, source: sourceVCenter(source), at: destinationVCenter(destination) };
    const sourceKms = findRegistration(source.vcenter, keyProvider)?.kmsClusterUuid ?? null;
    const destinationKms = target.kmsClusterUuid;
    const same = compareKms([sourceKms, destinationKms]);
    if (same) return pass({ id: "kms-is-the-same", ...said });
    if (sourceKms === null || destinationKms === null) return pass({ id: "kms-cannot-be-compared", ...said });
    return warn({ id: "kms-is-another", ...said, sourceKms, destinationKms }, [
      registerSameKms(destination, keyProvider),
    ]);
  },
});
