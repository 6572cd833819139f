import { beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { keysEstate } from "../support/keys-estate.ts";
import { change, refuse } from "../support/mutate.ts";
import { idOf } from "../support/workflows.ts";

const blanks = ["both", "policy", "tpmThenKey", "none", "contrary"];

let gateway: TestGateway;
beforeAll(async () => {
  const estate = keysEstate();
  gateway = await startTestGateway({
    estate: {
      ...estate,
      vms: [...(estate.vms ?? []), ...blanks.map((name) => ({ name, vdc: "gold" }))],
      catalogs: [
        {
          name: "doubts",
          organization: "acme",
          vdc: "gold",
          templates: [{ name: "doubtful", vms: [{ name: "one" }, { name: "two" }] }],
        },
      ],
    },
  });
});

const record = async (name: string, facts: object) =>
  (
    await change(gateway, "recordVmFacts", "vm { encryption keyProviderName }", {
      vmId: await idOf(gateway, "vm", name),
      ...facts,
    })
  ).vm;

describe("recordVmFacts", () => {
  test.each([
    ["both", { tpmStatus: "NOT_PRESENT", keyProviderName: "kp-1" }, "BY_POLICY"],
    ["none", { tpmStatus: "NOT_PRESENT" }, "UNKNOWN"],
    ["none", { encryptedByPolicy: false }, "NONE"],
    ["policy", { encryptedByPolicy: true }, "BY_POLICY"],
    ["policy", { tpmStatus: "PRESENT", keyProviderName: "kp-1" }, "BY_POLICY"],
    ["tpmThenKey", { keyProviderName: "kp-1" }, "UNKNOWN"],
    ["tpmThenKey", { tpmStatus: "PRESENT" }, "UNKNOWN"],
    ["tpmThenKey", { encryptedByPolicy: false }, "FOR_TPM"],
  ])("of VM %s, %o: its encryption is then %s", async (name, facts, encryption) => {
    expect(await record(name, facts)).toMatchObject({ encryption });
  });

  test("refuses what is known, and what cannot be so", async () => {
    expect(
      await refuse(gateway, "recordVmFacts", { vmId: await idOf(gateway, "vm", "tpmVm"), encryptedByPolicy: true }),
    ).toMatchObject({ code: "FACT_ALREADY_KNOWN", field: ["encryptedByPolicy"] });
    const contrary = { tpmStatus: "NOT_PRESENT", keyProviderName: "kp-1", encryptedByPolicy: false };
    expect(
      await refuse(gateway, "recordVmFacts", { vmId: await idOf(gateway, "vm", "contrary"), ...contrary }),
    ).toEqual({
      code: "INVALID_VALUE",
      message:
        'keyProviderName: of VM "contrary" this cannot be so: it has a key provider, and neither a TPM nor a storage policy that asks for encryption.',
      field: ["keyProviderName"],
    });
    expect(
      await refuse(gateway, "recordVmFacts", { vmId: await idOf(gateway, "vm", "plainVm"), keyProviderName: "kp-1" }),
    ).toMatchObject({ code: "INVALID_VALUE", field: ["keyProviderName"] });
  });
});

test("recordTemplateFacts does the same for each VM of a template", async () => {
  const { vappTemplate } = await gateway.ask('{ vappTemplate(by: {name: "doubtful"}) { id vms { id encryption } } }');
  const [one, two] = vappTemplate.vms;
  expect([one, two]).toMatchObject([{ encryption: "UNKNOWN" }, { encryption: "UNKNOWN" }]);
  const recorded = await change(gateway, "recordTemplateFacts", "vappTemplate { vms { encryption } }", {
    templateId: vappTemplate.id,
    vms: [
      { templateVmId: one.id, encryptedByPolicy: true },
      { templateVmId: two.id, tpmStatus: "NOT_PRESENT", encryptedByPolicy: false },
    ],
  });
  expect(recorded.vappTemplate.vms).toEqual([{ encryption: "BY_POLICY" }, { encryption: "NONE" }]);
});
