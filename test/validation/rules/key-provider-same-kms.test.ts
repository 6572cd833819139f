import { describeRule } from "../describe-rule.ts";
import { destinationVCenter, goodCopy, sourceVCenter, subject, withinOneVCenter } from "../good-facts.ts";

const kms = (kmsClusterUuid: string | null, name = "kp-1") => ({
  kmsRegistrations: [{ name, status: "CONNECTED" as const, kmsClusterUuid }],
});

describeRule("key-provider-same-kms", goodCopy, "PASS", [
  {
    when: "different KMSs are behind the same name",
    given: [destinationVCenter(kms("uuid-of-kms-2"))],
    outcome: "WARN",
    what: {
      id: "kms-is-another",
      vm: "ericTpmVm",
      keyProvider: "kp-1",
      source: { vcenter: "vc-a" },
      at: { vcenter: "vc-b" },
      sourceKms: "uuid-of-kms-1",
      destinationKms: "uuid-of-kms-2",
    },
    remedies: [{ action: "REGISTER_KMS", vcenterId: "id-vc-b", keyProviderName: "kp-1" }],
  },
  {
    when: "the target's fingerprint is not known",
    given: [destinationVCenter(kms(null))],
    outcome: "PASS",
    what: "kms-cannot-be-compared",
  },
  {
    when: "the source's fingerprint is not known",
    given: [sourceVCenter(kms(null))],
    outcome: "PASS",
    what: "kms-cannot-be-compared",
  },
  {
    when: "the source's registration is not known",
    given: [sourceVCenter(kms("x", "kp-7"))],
    outcome: "PASS",
    what: "kms-cannot-be-compared",
  },
  {
    when: "the target has it not registered",
    given: [destinationVCenter(kms("uuid-of-kms-1", "kp-2"))],
    outcome: "NOT_APPLICABLE",
  },
  { when: "no key provider is recorded", given: [subject({ keyProvider: null })], outcome: "NOT_APPLICABLE" },
  { when: "nothing leaves its vCenter", given: [withinOneVCenter], outcome: "NOT_APPLICABLE" },
]);
