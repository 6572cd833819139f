import { describe, expect, test } from "vitest";
import { chooseDeploymentOption } from "../../../src/formats/ovf/choose-deployment-option.ts";
import { parseOvf } from "../../../src/formats/ovf/parse-ovf.ts";
import { TPM_ITEM, vmWith } from "./ovf-text.ts";

const tpm = (attributes: string, instanceId?: number) =>
  TPM_ITEM.replace("<Item>", `<Item ${attributes}>`).replace(
    "</Item>",
    `${instanceId === undefined ? "" : `<rasd:InstanceID>${instanceId}</rasd:InstanceID>`}<rasd:ResourceType>1</rasd:ResourceType></Item>`,
  );

/** A VM with this hardware, and these options; the one that ends with `!` is marked as the default. */
function describeVm(hardware: string, ...options: string[]) {
  const configurations = options.map((option) =>
    option.endsWith("!")
      ? `<Configuration ovf:id="${option.slice(0, -1)}" ovf:default="true"/>`
      : `<Configuration ovf:id="${option}"/>`,
  );
  const section = `<DeploymentOptionSection>${configurations.join("")}</DeploymentOptionSection>`;
  const text = vmWith(hardware).replace("<VirtualSystem", `${options.length === 0 ? "" : section}<VirtualSystem`);
  const { ovf, errors } = parseOvf(text);
  if (!ovf) throw new Error(errors[0]?.message);
  return ovf;
}

function choose(asked: string | null, hardware: string, ...options: string[]) {
  const { deployment, error } = chooseDeploymentOption(describeVm(hardware, ...options), asked);
  if (!deployment) throw new Error(error);
  const [web] = deployment.virtualSystems;
  const [hardwareOfWeb] = web?.alternatives ?? [];
  return { option: deployment.deploymentOption, tpm: hardwareOfWeb?.tpm, others: web?.otherOptionsWithTpm };
}

describe("the option that is taken", () => {
  test("is the one asked for, the one marked as the default, or the first", () => {
    expect(choose(null, "", "small", "secure").option).toBe("small");
    expect(choose(null, "", "small", "secure!").option).toBe("secure");
    expect(choose("small", "", "small", "secure!").option).toBe("small");
    expect(choose(null, "").option).toBeNull();
    expect(describeVm("", "small", "secure!", "large!").deploymentOptions).toEqual([
      { id: "small", isDefault: false },
      { id: "secure", isDefault: true },
      { id: "large", isDefault: false },
    ]);
  });

  test.each([
    ["an item of each option", "", "small", true, ["secure"]],
    ["an item of this option", 'ovf:configuration="small"', "small", true, []],
    ["an item of both", 'ovf:configuration=" secure  small "', "small", true, ["secure"]],
    ["an item of the other option, which is said", 'ovf:configuration="secure"', "small", false, ["secure"]],
    [
      "an item of an option that is nowhere declared, which is said too",
      'ovf:configuration="huge"',
      null,
      false,
      ["huge"],
    ],
  ])("has %s", (_what, attributes, asked, hasTpm, others) => {
    expect(choose(asked, tpm(attributes), "small", "secure")).toMatchObject({ tpm: hasTpm, others });
  });

  test("a TPM of an option is said where there are no options at all", () => {
    expect(choose(null, tpm('ovf:configuration="secure"'))).toEqual({ option: null, tpm: false, others: ["secure"] });
  });
});

describe("a wrong option is an error that names it and those that there are", () => {
  test.each([
    [
      "larg",
      ["small", "large"],
      'found "larg", expected a deployment option of the descriptor: "large", "small"; left out, it is "small".',
    ],
    [
      "SMALL",
      ["small!"],
      'found "SMALL", expected a deployment option of the descriptor: "small"; left out, it is "small".',
    ],
    ["small", [], 'found "small", expected none: the descriptor has no deployment options.'],
    ["", ["small"], 'found nothing, expected a deployment option of the descriptor: "small"; left out, it is "small".'],
  ])("%j of %j", (asked, options, error) => {
    expect(chooseDeploymentOption(describeVm("", ...options), asked)).toEqual({ deployment: null, error });
  });
});

describe("a TPM that is not required", () => {
  const isOptional = (hardware: string, asked: string | null = null) =>
    chooseDeploymentOption(describeVm(hardware, "small", "secure"), asked).deployment?.virtualSystems[0]
      ?.alternatives[0];

  test.each([
    ['ovf:required="false"', true, true],
    ['ovf:required="0"', true, true],
    ['ovf:required="true"', true, false],
    ["", true, false],
    ['required="false"', true, false],
    ['ovf:required="false" ovf:configuration="secure"', false, false],
  ])("%s", (attributes, hasTpm, tpmIsOptional) => {
    expect(isOptional(tpm(attributes))).toMatchObject({ tpm: hasTpm, tpmIsOptional });
  });

  test("an option's own item takes the place of the one of each option", () => {
    const items = tpm('ovf:required="false"', 9) + tpm('ovf:configuration="secure"', 9);
    expect(isOptional(items, "small")).toMatchObject({ tpm: true, tpmIsOptional: true });
    expect(isOptional(items, "secure")).toMatchObject({ tpm: true, tpmIsOptional: false });
  });
});

describe("a second TPM", () => {
  const of = (option: string, instanceId?: number) => tpm(`ovf:configuration="${option}"`, instanceId);
  test.each([
    ["one for each of two options", of("small", 9) + of("secure", 9)],
    ["one for an option in place of the one for each", of("small", 9) + tpm("", 9)],
    ["two options in place of the one for each", tpm("", 9) + of("small", 9) + of("secure", 9)],
  ])("%s is none", (_what, items) => {
    expect(() => describeVm(items, "small", "secure")).not.toThrow();
  });

  test.each([
    ["in each option", tpm("", 8) + tpm("", 9)],
    ["in each option, with one InstanceID", tpm("", 9) + tpm("", 9)],
    ["in one option that nobody chooses", of("secure", 8) + of("secure", 9)],
    ["in one option beside the one for each", tpm("", 8) + of("secure", 9)],
    ["in one option before the one for each", of("secure", 9) + tpm("", 8)],
    ["in options of which one only is in its place", of("small", 9) + of("secure", 8) + tpm("", 9)],
    ["without InstanceIDs", tpm("") + of("secure")],
  ])("%s is refused", (_what, items) => {
    expect(() => describeVm(items, "small", "secure")).toThrow("found a second TPM device");
  });
});

test("hardware alternatives: all that a list names, and each section with its own firmware and TPM", () => {
  const section = (type: string, hardware: string) =>
    `<System><vssd:VirtualSystemType>${type}</vssd:VirtualSystemType></System>${hardware}`;
  const efi = '<vmw:Config vmw:key="firmware" vmw:value="efi"/>';
  const next = "</VirtualHardwareSection><VirtualHardwareSection>";
  const ovf = describeVm(
    [
      section("xen-4 virtualbox-2.2", efi),
      section("vmx-08,vmx-10", ""),
      section("vmx-10 vmx-17\nvmx-19", efi + tpm("")),
    ].join(next),
  );
  expect(chooseDeploymentOption(ovf, null).deployment?.virtualSystems[0]?.alternatives).toEqual([
    { hardwareVersion: 8, firmware: "BIOS", tpm: false, tpmIsOptional: false },
    { hardwareVersion: 10, firmware: "BIOS", tpm: false, tpmIsOptional: false },
    { hardwareVersion: 17, firmware: "EFI", tpm: true, tpmIsOptional: false },
    { hardwareVersion: 19, firmware: "EFI", tpm: true, tpmIsOptional: false },
  ]);
});
