import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/inventory/database/package-root.ts";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { connect, subscribe } from "../support/subscriptions.ts";

const page = join(packageRoot, "src", "server", "graphiql");

let gateway: TestGateway;
let ids: Record<string, string>;
let fileNames: string[];

const read = (fileName: string) => readFile(join(page, "examples", fileName), "utf8");

/** The other name that a tab says to give the copy. */
async function otherNameIn(fileName: string): Promise<string> {
  const [, name] = /another name: (\S+)\.$/m.exec(await read(fileName)) ?? [];
  return name ?? "";
}

/** Runs an example as its tab would: its variables are the demo objects of the same names. */
async function run(fileName: string, edit = (query: string) => query): Promise<Json> {
  const query = edit(await read(fileName));
  const names = [...query.matchAll(/\$(\w+): ID!/g)].map(([, name]) => name ?? "");
  return gateway.ask(query, Object.fromEntries(names.map((name) => [name, ids[name]])));
}

beforeAll(async () => {
  gateway = await startTestGateway();
  fileNames = (await readdir(join(page, "examples"))).sort();
  const found: Record<string, Json> = await gateway.ask(await readFile(join(page, "demo-ids.graphql"), "utf8"));
  ids = Object.fromEntries(Object.entries(found).map(([name, object]) => [name, (object.nodes?.[0] ?? object).id]));
});

describe("the examples in GraphiQL, in their order, on the demo estate", () => {
  test("read the estate", async () => {
    const estate = await run("01-estate.graphql");
    expect(estate.vcenters.nodes.map((vcenter: Json) => vcenter.name)).toContain("vc-a");
    const { vms } = await run("02-virtual-tpms.graphql");
    expect(vms.nodes).toHaveLength(10);
    const { vdcs } = await run("03-vdc-capabilities.graphql");
    expect(vdcs.nodes.some((vdc: Json) => vdc.tpmCapability.supported)).toBe(true);
  });

  test("ask, mend what is in the way, and ask again", async () => {
    const ask = async () => (await run("04-may-it-be-copied.graphql")).preflight;
    expect(await ask()).toMatchObject({
      decision: "BLOCKED",
      blockedBy: ["KEY_PROVIDER_ON_TARGET", "SHARED_STORAGE_OR_FAST_CROSS_VCENTER"],
    });
    expect((await run("05-register-key-provider.graphql")).registerKms.userErrors).toEqual([]);
    expect(await ask()).toMatchObject({ blockedBy: ["SHARED_STORAGE_OR_FAST_CROSS_VCENTER"] });
    expect((await run("06-share-storage.graphql")).mountStorageVolume.userErrors).toEqual([]);
    expect(await ask()).toMatchObject({ decision: "ALLOWED", tpm: { offered: ["COPY", "REPLACE"] }, findings: [] });
  });

  test("copy the VM, and see its TPM in the target VDC", async () => {
    const { copyVm } = await run("07-copy-vm.graphql");
    expect(copyVm).toMatchObject({ verdict: { decision: "ALLOWED" }, userErrors: [] });
    const newest = async () => (await run("08-tasks.graphql")).tasks.nodes[0];
    await expect.poll(async () => (await newest()).status, { timeout: 20_000 }).toBe("SUCCESS");
    expect(await newest()).toMatchObject({
      workflow: "COPY_VM",
      progress: 100,
      result: {
        name: "ericTpmVm-copy",
        vdc: { name: "gold-b" },
        securityDevices: { tpm: { sharedWith: { nodes: [{ name: "ericTpmVm" }] } } },
      },
    });
  });

  test("copy it once more, as the tab says, with a TPM of its own", async () => {
    const name = await otherNameIn("07-copy-vm.graphql");
    const { copyVm } = await run("07-copy-vm.graphql", (query) =>
      query.replace("ericTpmVm-copy", name).replace("tpmProvisioning: COPY", "tpmProvisioning: REPLACE"),
    );
    expect(copyVm).toMatchObject({ verdict: { decision: "ALLOWED" }, userErrors: [] });
    const newest = async () => (await run("08-tasks.graphql")).tasks.nodes[0];
    await expect.poll(async () => (await newest()).status, { timeout: 20_000 }).toBe("SUCCESS");
    expect((await newest()).result).toMatchObject({ name, securityDevices: { tpm: { sharedWith: { nodes: [] } } } });
  });

  test("watch tasks as they go on, while another copy is made as the tab says", async () => {
    const { results } = subscribe(connect(gateway), await read("09-watch-tasks.graphql"));
    await expect.poll(() => gateway.taskFeed.listenerCount).toBe(1);
    const name = await otherNameIn("09-watch-tasks.graphql");
    const { copyVm } = await run("07-copy-vm.graphql", (query) => query.replace("ericTpmVm-copy", name));
    expect(copyVm.userErrors).toEqual([]);
    await expect
      .poll(() => results.at(-1)?.data.tasksUpdated)
      .toEqual({ workflow: "COPY_VM", status: "SUCCESS", progress: 100, error: null, owner: { name: "ericTpmVm" } });
  });

  test("are all run here", async () => {
    expect(fileNames).toHaveLength(9);
    const source = await readFile(import.meta.filename, "utf8");
    expect(fileNames.filter((name) => !source.includes(`"${name}"`))).toEqual([]);
  });
});
