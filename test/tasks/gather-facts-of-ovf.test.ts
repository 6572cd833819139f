import { describe, expect, test } from "vitest";
import type { OfferedVirtualSystem } from "../../src/formats/ovf/choose-deployment-option.ts";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { gatherFacts } from "../../src/tasks/gather-workflow.ts";
import { openEstateDatabase } from "../support/demo-database.ts";
import { ovfEstate } from "../support/ovf-estate.ts";

/** What is known of an OVF's VMs where they are to be. */
const { db, idOf } = await openEstateDatabase(ovfEstate());

async function gather(place: string, system: Partial<OfferedVirtualSystem>, leaveOutOptionalTpm = false) {
  const whole = { ...web, ...system };
  const asked = { name: "new", virtualSystems: [whole], leaveOutOptionalTpm } as const;
  const deploy = { workflow: "CREATE_VAPP_FROM_OVF", vdcId: await idOf("Vdc", place), ...asked } as const;
  const catalogId = await idOf("Catalog", `${place}-images`);
  const store = { workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF", catalogId, ...asked } as const;
  const [deployed, stored] = [
    (await gatherFacts(providerAdministrator, db, deploy)).facts,
    (await gatherFacts(providerAdministrator, db, store)).facts,
  ];
  expect(stored.subjects).toEqual(deployed.subjects);
  expect(stored.request).toEqual(deployed.request);
  const [subject] = deployed.subjects;
  return { ...subject, request: deployed.request };
}

const hardware = (hardwareVersion: number | null, tpm = true, tpmIsOptional = false) =>
  ({ firmware: "EFI", hardwareVersion, tpm, tpmIsOptional }) as const;

const web: OfferedVirtualSystem = {
  name: "web",
  guestId: "windows2019srv_64Guest",
  alternatives: [hardware(17)],
  otherOptionsWithTpm: [],
  remarks: [],
};

describe("the hardware of an OVF's VM", () => {
  test.each([
    ["narrow", [19, 15], 15, [15, 19]],
    ["wide", [19, 15], 19, [15, 19]],
    ["narrow", [21, 19], 19, [19, 21]],
    ["narrow", [19], 19, []],
    ["narrow", [null], null, []],
  ])("in %s, of %j: %j", async (place, versions, hardwareVersion, hardwareVersions) => {
    const alternatives = versions.map((version) => hardware(version));
    expect(await gather(place, { alternatives })).toMatchObject({ hardwareVersion, ovf: { hardwareVersions } });
  });

  test("is one alternative as a whole", async () => {
    const alternatives = [
      { firmware: "BIOS", hardwareVersion: 15, tpm: false, tpmIsOptional: false },
      hardware(19, true, true),
    ] as const;
    expect(await gather("narrow", { alternatives })).toMatchObject({ firmware: "BIOS", tpmRequested: false });
    expect(await gather("wide", { alternatives })).toMatchObject({
      firmware: "EFI",
      tpmRequested: true,
      ovf: { tpmIsOptional: true },
    });
  });
});

test("what an OVF says beyond its hardware is known", async () => {
  const said = { otherOptionsWithTpm: ["secure"], remarks: ["NVRAM_LEFT_OUT"] } as const;
  expect((await gather("wide", { ...said, alternatives: [hardware(17, false)] })).ovf).toEqual({
    hardwareVersions: [],
    tpmIsOptional: false,
    optionsWithTpm: ["secure"],
    remarks: ["NVRAM_LEFT_OUT"],
  });
  expect((await gather("wide", said)).ovf).toMatchObject({ optionsWithTpm: [] });
});

test("a TPM that is not deployed is said", async () => {
  const other = { alternatives: [hardware(15, true), hardware(19, false)] };
  expect((await gather("wide", other)).ovf).toMatchObject({ remarks: ["TPM_OF_OTHER_HARDWARE"] });
  const optional = { alternatives: [hardware(17, true, true)] };
  expect((await gather("keyless", optional, true)).ovf).toMatchObject({ remarks: ["TPM_LEFT_OUT"] });
  expect((await gather("wide", optional, true)).ovf).toMatchObject({ remarks: [] });
});

test.each([
  ["keyless", true, true, false],
  ["keyless", true, false, true],
  ["keyless", false, true, true],
  ["wide", true, true, true],
])("in %s, optional %j, to be left out %j: a TPM is asked for %j", async (place, isOptional, leaveOut, asked) => {
  const alternatives = [hardware(17, true, isOptional)];
  expect(await gather(place, { alternatives }, leaveOut)).toMatchObject({
    tpmRequested: asked,
    request: { leaveOutOptionalTpm: leaveOut },
    ovf: { tpmIsOptional: isOptional },
  });
});
