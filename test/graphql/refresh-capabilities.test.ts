import { beforeAll, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { change, listAudit, refuse } from "../support/mutate.ts";
import { idOf } from "../support/workflows.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

const FIELDS = "vdcs { name tpmCapability { supported stale detectedBy reasons keyProvider { name } } }";

test("one VDC: what an administrator changed is recorded, and not stale any more", async () => {
  await change(gateway, "setDefaultKeyProvider", "vcenter { name }", {
    vcenterId: await idOf(gateway, "vcenter", "vc-b"),
    name: null,
  });
  const { vdc } = await gateway.ask('{ vdc(by: {name: "gold-b"}) { id tpmCapability { supported stale } } }');
  expect(vdc.tpmCapability).toEqual({ supported: true, stale: true });
  const { vdcs } = await change(gateway, "refreshVdcCapabilities", FIELDS, { vdcIds: [vdc.id] });
  expect(vdcs).toEqual([
    {
      name: "gold-b",
      tpmCapability: {
        supported: false,
        stale: false,
        detectedBy: "REFRESH",
        reasons: ["NO_DEFAULT_KEY_PROVIDER"],
        keyProvider: null,
      },
    },
  ]);
  const other = await gateway.ask('{ vdc(by: {name: "research-b"}) { tpmCapability { stale detectedBy } } }');
  expect(other.vdc.tpmCapability).toEqual({ stale: true, detectedBy: "IMPORT" });
  expect((await listAudit(gateway)).at(-1)).toEqual({
    mutation: "refreshVdcCapabilities",
    outcome: "ACCEPTED",
    actor: "provider-administrator",
    object_type: "Vdc",
  });
});

test("every VDC, where none is named", async () => {
  const { vdcs } = await change(gateway, "refreshVdcCapabilities", FIELDS, {});
  expect(vdcs.map((vdc: { name: string }) => vdc.name)).toEqual([
    "bronze-e",
    "fast-a",
    "gold-a",
    "gold-b",
    "gold-c",
    "gold-d",
    "museum-e",
    "native-a",
    "research-a",
    "research-b",
    "silver-a",
    "silver-c",
  ]);
  for (const { tpmCapability } of vdcs) expect(tpmCapability).toMatchObject({ detectedBy: "REFRESH", stale: false });
});

test("no VDC, where none is meant", async () => {
  expect(await change(gateway, "refreshVdcCapabilities", FIELDS, { vdcIds: [] })).toMatchObject({ vdcs: [] });
});

test("refuses the id of no VDC, and then detects none of the others", async () => {
  const before = await gateway.db.execute("select max(detected_at) from vdc_tpm_capabilities");
  const gone = Buffer.from("Vdc:00000000-0000-7000-8000-000000000000").toString("base64url");
  const vdcIds = [await idOf(gateway, "vdc", "gold-a"), gone];
  expect(await refuse(gateway, "refreshVdcCapabilities", { vdcIds })).toEqual({
    code: "NOT_FOUND",
    message: "input.vdcIds[1]: there is no VDC with this id.",
  });
  expect((await gateway.db.execute("select max(detected_at) from vdc_tpm_capabilities")).rows).toEqual(before.rows);
});
