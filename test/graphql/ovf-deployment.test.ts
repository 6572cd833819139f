import { beforeAll, describe, expect, test } from "vitest";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import {
  type Described,
  envelopeOf,
  misspeltTpmItem,
  optionsSection,
  ovfOf,
  system,
  tpmItem,
} from "../support/ovf-descriptors.ts";
import { ovfEstate } from "../support/ovf-estate.ts";
import { carryOut, idOf, preflight } from "../support/workflows.ts";

/** One OVF, deployed over HTTP into places that differ in what they run. */
let gateway: TestGateway;
const ids: Record<string, string> = {};

beforeAll(async () => {
  gateway = await startTestGateway({ estate: ovfEstate() });
  for (const name of ["wide", "narrow", "keyless"]) {
    ids[name] = await idOf(gateway, "vdc", name);
    ids[`${name}-images`] = await idOf(gateway, "catalog", `${name}-images`);
  }
});

interface Asked {
  readonly deploymentOption?: string;
  readonly leaveOutOptionalTpm?: boolean;
}

type Place = "wide" | "narrow" | "keyless";

const judge = (place: Place, described: Described, asked: Asked = {}) =>
  preflight(gateway, { createVappFromOvf: { name: "new", vdcId: ids[place], ovf: ovfOf(described), ...asked } });

let made = 0;

/** The VM of a vApp that is made of an OVF. */
async function deploy(place: Place, described: Described, asked: Asked = {}): Promise<Json> {
  const input = { name: `made-${++made}`, vdcId: ids[place], ovf: ovfOf(described), ...asked };
  const { status, result } = await carryOut(gateway, "createVappFromOvf", input);
  expect(status).toBe("SUCCESS");
  const { vapp } = await gateway.ask(
    "query ($id: ID!) { vapp(by: {id: $id}) { vms { nodes { guestId hardwareVersion securityDevices { tpm { status } } } } } }",
    { id: result.id },
  );
  const [vm, ...others] = vapp.vms.nodes;
  expect(others).toEqual([]);
  return { guestId: vm.guestId, hardwareVersion: vm.hardwareVersion, tpm: vm.securityDevices.tpm.status };
}

/** The template that is made of an OVF. */
async function store(place: Place, described: Described, asked: Asked = {}): Promise<Json> {
  const input = { name: `made-${++made}`, catalogId: ids[`${place}-images`], ovf: ovfOf(described), ...asked };
  const { status, result } = await carryOut(gateway, "createVappTemplateFromOvf", input);
  expect(status).toBe("SUCCESS");
  const { vappTemplate } = await gateway.ask(
    "query ($id: ID!) { vappTemplate(by: {id: $id}) { tpmProvisioning vms { hardwareVersion tpm { status } } } }",
    { id: result.id },
  );
  return vappTemplate;
}

const findingOf = (verdict: Json, rule: string): Json =>
  verdict.findings.find((finding: Json) => finding.rule === rule);

describe("of several hardware versions the highest that the destination's cluster runs is taken", () => {
  test.each([
    ["vmx-15 vmx-19", "narrow", 15],
    ["vmx-17,vmx-21", "narrow", 17],
    ["vmx-15 vmx-19", "wide", 19],
    ["vmx-17,vmx-21", "wide", 21],
  ] as const)("%s in %s", async (types, place, hardwareVersion) => {
    expect(await judge(place, { types })).toMatchObject({
      decision: "ALLOWED",
      subjects: [{ name: "web", outcome: "ATTACH_NEW" }],
    });
    expect(await deploy(place, { types })).toMatchObject({ hardwareVersion, tpm: "PRESENT" });
  });

  test("by a template where its catalog is stored", async () => {
    expect(await store("narrow", { types: "vmx-15 vmx-19" })).toEqual({
      tpmProvisioning: "REPLACE",
      vms: [{ hardwareVersion: 15, tpm: { status: "PRESENT" } }],
    });
  });

  test("where it runs none of them, that blocks, and all of them are named", async () => {
    const verdict = await judge("narrow", { types: "vmx-20 vmx-19" });
    expect(verdict).toMatchObject({ decision: "BLOCKED", blockedBy: ["CLUSTER_RUNS_HARDWARE_VERSION"] });
    const { explanation } = findingOf(verdict, "CLUSTER_RUNS_HARDWARE_VERSION");
    expect(explanation).toContain("vmx-19");
    expect(explanation).toContain("vmx-20");
  });
});

describe("a deployment option", () => {
  const described = { before: optionsSection("small", "secure"), items: tpmItem('ovf:configuration="secure"') };

  test("is the one asked for", async () => {
    expect(await deploy("wide", described, { deploymentOption: "secure" })).toMatchObject({ tpm: "PRESENT" });
    expect(await store("wide", described, { deploymentOption: "secure" })).toMatchObject({
      tpmProvisioning: "REPLACE",
    });
    const verdict = await judge("keyless", described, { deploymentOption: "secure" });
    expect(verdict).toMatchObject({ blockedBy: ["VDC_SUPPORTS_TPM"] });
  });

  test("is the default one where none is asked for, and a TPM in another is said", async () => {
    expect(await deploy("keyless", described)).toMatchObject({ tpm: "NOT_PRESENT" });
    const verdict = await judge("keyless", described);
    expect(verdict).toMatchObject({ decision: "ALLOWED", subjects: [{ outcome: "NONE" }] });
    const finding = findingOf(verdict, "OVF_IS_READ_WHOLE");
    expect(finding).toMatchObject({ outcome: "WARN", subject: "web" });
    expect(finding.explanation).toContain('"secure"');
  });

  test("with a TPM as each has one leaves nothing to say", async () => {
    const verdict = await judge("wide", { ...described, items: tpmItem() });
    expect(findingOf(verdict, "OVF_IS_READ_WHOLE")).toBeUndefined();
  });

  test("that the OVF does not have is refused, with those that it has", async () => {
    const wrong = { deploymentOption: "secured", ovf: ovfOf(described) };
    await expectRefused(
      wrong,
      'deploymentOption: found "secured", expected a deployment option of the descriptor: "secure", "small"; left out, it is "small".',
    );
  });
});

describe("an optional TPM", () => {
  const optional = { items: tpmItem('ovf:required="false"') };
  const leaveOut = { leaveOutOptionalTpm: true };

  test("blocks where the VDC supports none, and leaving it out is a remedy", async () => {
    const verdict = await judge("keyless", optional);
    expect(verdict).toMatchObject({ decision: "BLOCKED", blockedBy: ["VDC_SUPPORTS_TPM"] });
    const actions = findingOf(verdict, "VDC_SUPPORTS_TPM").remedies.map((remedy: Json) => remedy.action);
    expect(actions).toContain("LEAVE_OUT_OPTIONAL_TPM");
  });

  test("is left out there, if that is asked for", async () => {
    const verdict = await judge("keyless", optional, leaveOut);
    expect(verdict).toMatchObject({ decision: "ALLOWED", subjects: [{ outcome: "NONE" }] });
    expect(await deploy("keyless", optional, leaveOut)).toMatchObject({ tpm: "NOT_PRESENT" });
    expect(await store("keyless", optional, leaveOut)).toEqual({
      tpmProvisioning: null,
      vms: [{ hardwareVersion: 17, tpm: { status: "NOT_PRESENT" } }],
    });
  });

  test("is there where the VDC supports it, whatever is asked for", async () => {
    expect(await deploy("wide", optional, leaveOut)).toMatchObject({ tpm: "PRESENT" });
  });

  test("is not left out where the VM itself cannot have one", async () => {
    const old = { ...optional, types: "vmx-13" };
    expect(await judge("wide", old, leaveOut)).toMatchObject({ blockedBy: ["HARDWARE_VERSION_14"] });
  });

  test("is not one that is required", async () => {
    expect(await judge("keyless", {}, leaveOut)).toMatchObject({ blockedBy: ["VDC_SUPPORTS_TPM"] });
  });
});

describe("nothing is dropped unsaid", () => {
  test("a TPM that is not written as one is said of its VM", async () => {
    const verdict = await judge("keyless", { items: misspeltTpmItem });
    expect(verdict).toMatchObject({ decision: "ALLOWED", subjects: [{ outcome: "NONE" }] });
    expect(findingOf(verdict, "OVF_IS_READ_WHOLE")).toMatchObject({ outcome: "WARN", subject: "web" });
  });

  test("what concerns no VM is said of the first", async () => {
    const inner = `<VirtualSystemCollection ovf:id="inner"><Info/>${system({ name: "b" })}</VirtualSystemCollection>`;
    const content = `<VirtualSystemCollection ovf:id="outer"><Info/>${system({ name: "a" })}${inner}</VirtualSystemCollection>`;
    const verdict = await preflight(gateway, {
      createVappFromOvf: { name: "new", vdcId: ids.wide, ovf: envelopeOf(content) },
    });
    const said = verdict.findings.filter((finding: Json) => finding.rule === "OVF_IS_READ_WHOLE");
    expect(said).toMatchObject([{ outcome: "WARN", subject: "a" }]);
  });

  test("a guest OS that is said by OVF's own number is known", async () => {
    const ubuntu = { guestOs: 'ovf:id="94"', types: "vmx-19" };
    expect(await judge("wide", ubuntu)).toMatchObject({ decision: "ALLOWED" });
    expect(await deploy("wide", ubuntu)).toMatchObject({ guestId: "ubuntu64Guest", tpm: "PRESENT" });
  });
});

/** Both workflows, as a preflight and as a mutation, refuse it as wrong input, with this said of it and no more. */
async function expectRefused(asked: { readonly ovf: string } & Asked, said: string): Promise<void> {
  const inputs = {
    createVappFromOvf: { name: "new", vdcId: ids.wide, ...asked },
    createVappTemplateFromOvf: { name: "new", catalogId: ids["wide-images"], ...asked },
  };
  for (const [mutation, input] of Object.entries(inputs)) {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const answers = [
      await gateway.send("query ($request: WorkflowRequest!) { preflight(request: $request) { decision } }", {
        request: { [mutation]: input },
      }),
      await gateway.send(`mutation ($input: ${type}!) { ${mutation}(input: $input) { task { id } } }`, { input }),
    ];
    const paths = [`request.${mutation}.`, "input."];
    for (const [index, { errors }] of answers.entries()) {
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
      const message = errors?.[0]?.message ?? "";
      expect(message.startsWith(paths[index] ?? "")).toBe(true);
      expect(message).toContain(said);
      expect(message).not.toContain("\n");
    }
  }
}

/** As a browser reads bytes as UTF-8. */
const readAsUtf8 = (bytes: Buffer) => new TextDecoder("utf-8").decode(bytes);

/** The first header of a tar archive, with a file of this name. */
function tarHeader(name: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write("0000644\0", 100);
  header.write("ustar\x0000", 257);
  return header;
}

describe("what is no descriptor is refused with what it is", () => {
  test.each([
    ["UTF-16 read as UTF-8", readAsUtf8(Buffer.from(`\ufeff${ovfOf()}`, "utf16le")), "ovf: found UTF-16 text"],
    ["UTF-16 without its mark", readAsUtf8(Buffer.from(ovfOf(), "utf16le")), "ovf: found UTF-16 text"],
    [
      "an OVA",
      readAsUtf8(Buffer.concat([tarHeader("web.ovf"), Buffer.from(ovfOf())])),
      "ovf: found an OVA (a tar archive), expected the text of the .ovf file in it",
    ],
    ["a zip archive", "PK\u0003\u0004\u0014\u0000", "ovf: found a zip archive"],
    ["an HTML page", "<!DOCTYPE html><html><body>Not found</body></html>", "ovf: found an HTML page"],
    ["a VM's configuration", 'config.version = "8"\nfirmware = "efi"\n', "ovf: found a VM's configuration (.vmx)"],
    ["an empty text", " \n", "ovf: found an empty text"],
    [
      "a vApp without VMs",
      envelopeOf('<VirtualSystemCollection ovf:id="empty"><Info/></VirtualSystemCollection>'),
      "found a vApp without VMs",
    ],
    ["a second TPM", ovfOf({ items: tpmItem() + tpmItem() }), "found a second TPM device"],
  ])("%s", (_what, ovf, said) => expectRefused({ ovf }, said));
});
