import { findRegistration } from "../key-providers.ts";
import { recaptureTemplate, recordKeyProvider, recordKeyProviders, registerKms } from "../remedies.ts";
import { block, pass, unknown } from "../rule.ts";
import { defineCrossVcenterRule } from "../rule-kinds.ts";

export const keyProviderOnTarget = defineCrossVcenterRule({
  id: "key-provider-on-target",
  title: "The key provider is registered on the target vCenter",
  checks:
    "The key provider that encrypts the VM is registered on the target vCenter under the same name, compared exactly.",
  source:
    "VCD: copy and move VMs with a TPM across vCenters; vSphere API: KmipClusterInfo.clusterId, servers with the same id provide the same keys.",
  judgePassage(subject, { destination: { vcenter } }, { template }) {
    const { name, keyProvider } = subject;
    if (keyProvider === null) {
      return unknown(
        `It is not known which key provider encrypts VM ${name}.`,
        `The key provider that encrypts VM ${name} has to be registered on vCenter ${vcenter.name} too, and none is recorded.`,
        [recordKeyProvider(subject)],
      );
    }
    const needs = `VM ${name} is encrypted by key provider ${keyProvider}`;
    if (findRegistration(vcenter, keyProvider) !== null) {
      return pass(`${needs}, which is registered on vCenter ${vcenter.name}.`);
    }
    const register = registerKms(vcenter, keyProvider);
    if (!vcenter.kmsInventoried) {
      return unknown(
        `It is not known whether key provider ${keyProvider} is registered on vCenter ${vcenter.name}.`,
        `${needs}; the key providers of vCenter ${vcenter.name} are not inventoried.`,
        [recordKeyProviders(vcenter), register],
      );
    }
    const registered = vcenter.kmsRegistrations.map((registration) => registration.name).join(", ");
    return block(
      `Cannot move or clone VM ${name}. The operation is not available on the destination.`,
      `${needs}, which is not registered on vCenter ${vcenter.name} (registered there: ${registered || "none"}).`,
      [register, ...(template === null ? [] : [recaptureTemplate(template.name, "REPLACE")])],
    );
  },
});
