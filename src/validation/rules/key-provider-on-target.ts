import { findRegistration } from "../key-providers.ts";
import { recaptureTemplate, recordKeyProvider, recordKeyProviders, registerKms } from "../remedies.ts";
import { block, pass, unknown } from "../rule.ts";
import { defineCrossVcenterRule } from "../rule-kinds.ts";
import { destinationVCenter } from "../statements/named.ts";

export const keyProviderOnTarget = defineCrossVcenterRule({
  id: "key-provider-on-target",
  title: "The key provider is registered on the target vCenter",
  checks:
    "The key provider that encrypts the VM is registered on the target vCenter under the same name, compared exactly.",
  source:
    "VCD: copy and move VMs with a TPM across vCenters; vSphere API: KmipClusterInfo.clusterId, servers with the same id provide the same keys.",
  judgeTransfer(subject, { destination }, { template }) {
    const { name: vm, keyProvider } = subject;
    const { vcenter } = destination;
    const at = destinationVCenter(destination);
    if (keyProvider === null) {
      return unknown({ id: "key-provider-is-unknown", vm, at }, [recordKeyProvider(subject)]);
    }
    const said = { vm, keyProvider, at };
    if (findRegistration(vcenter, keyProvider) !== null) return pass({ id: "key-provider-is-registered", ...said });
    const register = registerKms(destination, "of-vm", keyProvider);
    if (!vcenter.kmsInventoried) {
      return unknown({ id: "key-provider-is-not-listed", ...said }, [recordKeyProviders(destination), register]);
    }
    const registered = vcenter.kmsRegistrations.map(({ name }) => name);
    return block({ id: "key-provider-is-not-registered", ...said, registered }, [
      register,
      ...(template === null ? [] : [recaptureTemplate(template.name, "REPLACE")]),
    ]);
  },
});
