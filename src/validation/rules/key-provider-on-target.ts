import { findRegistration } from "../key-providers.ts";
import {
  bringKeyProvider,
  recaptureTemplate,
  recordKeyProvider,
  recordKeyProviders,
  rekeyToShared,
} from "../remedies.ts";
import { block, pass, unknown } from "../rule.ts";
import { defineKeyTransferRule } from "../rule-kinds.ts";
import { destinationVCenter } from "../statements/named.ts";

export const keyProviderOnTarget = defineKeyTransferRule({
  id: "key-provider-on-target",
  title: "The key provider is registered on the target vCenter",
  checks:
    "The key provider that encrypts the VM, with a TPM or without, is registered on the target vCenter under the same name, compared exactly.",
  source:
    "VCD 10.4 to 10.6: TPM devices (GUID-798BB67D); vSphere Security: encrypted virtual machines and keys (GUID-75758B55); vSphere API: KmipClusterInfo.clusterId.",
  judgeTransfer(subject, transfer, { template }) {
    const { name: vm, keyProvider } = subject;
    const { source, destination } = transfer;
    const { vcenter } = destination;
    const at = destinationVCenter(destination);
    if (keyProvider === null) return unknown({ id: "key-provider-is-unknown", vm, at }, [recordKeyProvider(subject)]);
    const said = { vm, keyProvider, at };
    if (findRegistration(vcenter, keyProvider) !== null) return pass({ id: "key-provider-is-registered", ...said });
    const bring = bringKeyProvider(source, destination, keyProvider);
    if (!vcenter.kmsInventoried) {
      return unknown({ id: "key-provider-is-not-listed", ...said }, [recordKeyProviders(destination), bring]);
    }
    const registered = vcenter.kmsRegistrations.map(({ name }) => name);
    const recapture =
      template === null || subject.encryptedByPolicy ? [] : [recaptureTemplate(template.name, "REPLACE")];
    return block({ id: "key-provider-is-not-registered", ...said, registered }, [
      bring,
      ...rekeyToShared(subject, transfer),
      ...recapture,
    ]);
  },
});
