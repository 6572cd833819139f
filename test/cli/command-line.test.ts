import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEstate } from "../../src/formats/parse-estate.ts";
import { writeEstate } from "../../src/formats/write-estate.ts";
import { checksumDatabase } from "../support/checksum.ts";
import { createTestDatabase } from "../support/database.ts";
import { outcomeOf, runCommand, startCommand } from "../support/run-command.ts";
import { smallEstate } from "../support/small-estate.ts";

const DEMO = "examples/demo-estate.json";

let folder: string;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vtpm-gateway-cli-"));
  url = await createTestDatabase();
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...words: string[]) => runCommand(words, { DATABASE_URL: url });
const fileOf = async (name: string, content: string | Uint8Array) => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};

describe("words", () => {
  test.each([[[]], [["nope"]], [["import"]], [["import", "a", "b"]], [["export", "--replace"]], [["serve", "--port"]]])(
    "%j are wrong: usage on stderr, exit 2",
    async (words) => {
      const { code, stdout, stderr } = await run(...words);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).not.toBe("");
      expect(stderr).not.toMatch(/\n {4}at /);
    },
  );

  test.each([[["nope", "--help"]], [["nope", "-h"]], [["nope"]]])(
    "%j is no command: one line, exit 2",
    async (words) => {
      expect(await run(...words)).toEqual({
        code: 2,
        stdout: "",
        stderr: expect.stringMatching(/^error: unknown command "nope", expected one of serve, .*\n$/),
      });
    },
  );

  test.each(["serve", "migrate", "import", "export", "check", "schema"])("%s has --help", async (command) => {
    const { code, stdout, stderr } = await run(command, "--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Usage: vtpm-gateway ${command}`);
  });

  test("serve --help lists the settings", async () => {
    expect((await run("serve", "--help")).stdout).toMatch(
      /DATABASE_URL[\s\S]*HOST[\s\S]*127\.0\.0\.1[\s\S]*PORT[\s\S]*4000/,
    );
  });
});

test("--version is the version of the package", async () => {
  const { version } = JSON.parse(await readFile("package.json", "utf8"));
  expect(await run("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("a setting that is wrong is one line, exit 1", async () => {
  const { code, stderr } = await runCommand(["export"], { DATABASE_URL: "somewhere" });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^DATABASE_URL: found "somewhere", expected .*\n$/);
});

test("schema prints the SDL", async () => {
  const { code, stdout, stderr } = await run("schema");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("type Query {");
});

test("migrate brings an empty database up to date", async () => {
  const { code, stdout } = await run("migrate");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "The database is up to date.\n" });
});

describe("import", () => {
  test("loads the demo estate, refuses it a second time, and replaces it", async () => {
    const first = await run("import", DEMO);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^Imported 2 organizations, 5 vCenters, .*, 41 VMs, .*\.\n$/);
    const before = await checksumDatabase(url);

    const second = await run("import", DEMO);
    expect(second).toMatchObject({ code: 1, stdout: "" });
    const lines = second.stderr.trimEnd().split("\n").slice(1);
    expect(lines).toContain('organization "acme" is in the database already.');
    expect(lines).toContain('vCenter "vc-e" is in the database already.');
    expect(lines.pop()).toMatch(new RegExp(`^${lines.length} names taken; nothing was imported: .*--replace`));
    expect(lines.every((line) => /^[a-zA-Z ]+ "\S+" is in the database already\.$/.test(line))).toBe(true);
    expect(await checksumDatabase(url)).toEqual(before);

    expect((await run("import", "--replace", DEMO)).code).toBe(0);
    expect((await checksumDatabase(url)).organizations).not.toBe(before.organizations);
  });

  test.each<[name: string, file: string, content: string, lines: string[]]>([
    ["0 bytes", "empty.json", "", ["found an empty file (0 bytes), expected an estate file"]],
    [
      "not JSON",
      "text.json",
      '{\n  "format": oops',
      ['found "oops" at line 2, column 13, which is not JSON, expected a value'],
    ],
    [
      "not YAML",
      "text.yaml",
      "a: [1",
      [
        "found text that is not YAML at line 1, column 6: Flow sequence in block collection must be sufficiently indented and end with a ]",
      ],
    ],
    [
      "several errors at once",
      "several.json",
      JSON.stringify({
        format: "vtpm-gateway/estate@1",
        organizations: [{ name: "acme" }, { name: "acme" }],
        vcenters: [{ name: "vc-a", versoin: "8.0.2", clusters: [{ name: "cl-1" }] }],
        vdcs: [{ name: "gold", organization: "acme", vcenter: "vc-a", cluster: "cl-1" }],
        vms: [
          { name: "a", vdc: "golt" },
          { name: "b", vdc: "gold", hardwareVersion: "19" },
        ],
      }),
      [
        'organizations[1].name: found "acme", expected a name of its own: organizations[0].name has the same',
        'vcenters[0].versoin: found an unknown key, expected one of name, version, build, status, fastCrossVcenterInstantiation, trusts, trustsComplete, distrusts, kmsRegistrations, kmsInventoried, defaultKeyProvider, datastores, clusters, unmanagedVms: did you mean "version"?',
        'vms[0].vdc: found "golt", expected the name of a VDC: "gold"',
        'vms[1].hardwareVersion: found "19", expected a whole number from 3 to 99',
      ],
    ],
  ])("%s: every error with its path, exit 1, nothing changed", async (_name, name, content, lines) => {
    const file = await fileOf(name, content);
    const before = await checksumDatabase(url);
    const { code, stdout, stderr } = await run("import", "--replace", file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    const count = lines.length === 1 ? "1 error" : `${lines.length} errors`;
    const expected = [...lines.map((line) => `${file}: ${line}`), `${count} in ${file}; nothing was imported.`];
    expect(stderr.split("\n")).toEqual([...expected, ""]);
    expect(await checksumDatabase(url)).toEqual(before);
  });

  test("a YAML file of two documents is refused, not read by half", async () => {
    const document = "format: vtpm-gateway/estate@1\norganizations: [{name: acme}]\n";
    const file = await fileOf("two.yaml", `${document}---\n${document}`);
    const before = await checksumDatabase(url);
    const { code, stderr } = await run("import", "--replace", file);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `${file}: found a second document at line 3, expected one document in the file\n1 error in ${file}; nothing was imported.\n`,
    );
    expect(await checksumDatabase(url)).toEqual(before);
  });

  test.each([
    ["nowhere.json", "there is no such file."],
    [".", "it is a folder, not a file."],
  ])("a file that cannot be read is one line: %s", async (name, why) => {
    const file = join(folder, name);
    expect(await run("import", file)).toEqual({ code: 1, stdout: "", stderr: `${file}: ${why}\n` });
  });

  test.each([
    ["JSON", '\n{"format": "vtpm-gateway/estate@1", "organizations": [{"name": "acme"}]}'],
    ["YAML", "# an estate\nformat: vtpm-gateway/estate@1\norganizations:\n  - name: acme\n"],
  ])("- reads standard input: %s", async (_format, text) => {
    const own = await createTestDatabase();
    const { code, stdout, stderr } = await runCommand(["import", "-"], { DATABASE_URL: own }, text);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "Importing standard input…\n" });
    expect(stdout).toMatch(/^Imported 1 organization, 0 vCenters/);
  });

  test.each([
    ["", "found an empty file (0 bytes), expected an estate file"],
    ['{"format": oops', 'found "oops" at line 1, column 12, which is not JSON, expected a value'],
    ["vms: [", expect.stringContaining("found text that is not YAML at line 1")],
  ])("- says what is wrong with standard input: %j", async (text, message) => {
    const { code, stdout, stderr } = await runCommand(["import", "-"], { DATABASE_URL: url }, text);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.split("\n")).toEqual([
      typeof message === "string" ? `standard input: ${message}` : message,
      "1 error in standard input; nothing was imported.",
      "",
    ]);
  });

  test("Ctrl-C stops it, with the database as it was", async () => {
    const estate = smallEstate(60_000);
    const file = await fileOf("large.json", [...writeEstate(estate)].join(""));
    const before = await checksumDatabase(url);
    const child = startCommand(["import", "--replace", file], { DATABASE_URL: url });
    const outcome = outcomeOf(child);
    if (child.stderr) await once(child.stderr, "data");
    await sleep(500);
    child.kill("SIGINT");
    const { code, stdout, stderr } = await outcome;
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(stderr).toMatch(/Interrupted\.\n$/);
    expect(await checksumDatabase(url)).toEqual(before);
  });
});

describe("check", () => {
  test("says how many invariants hold", async () => {
    const { code, stdout, stderr } = await run("check");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^\d+ invariants hold\.\n$/);
  });

  test("has a line for each that does not, and exit 1", async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("delete from vdc_tpm_capabilities");
    await client.query("update vms set instance_uuid = (select id from vms limit 1)");
    await client.end();
    const { code, stdout, stderr } = await run("check");
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^vdc-has-capability: VDCs without a record of their TPM capability: .*, and \d+ more\ninstance-uuid-is-unique: .*\n$/,
    );
    expect(stderr).toMatch(/^2 of \d+ invariants do not hold\.\n$/);
    expect((await run("import", "--replace", DEMO)).code).toBe(0);
    expect((await run("check")).code).toBe(0);
  });
});

describe("export", () => {
  test("to stdout is the estate and nothing else", async () => {
    const { code, stdout, stderr } = await run("export");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { estate, errors } = parseEstate(Buffer.from(stdout), "export.json");
    expect(errors).toEqual([]);
    expect(estate?.vms?.some(({ name }) => name === "ericTpmVm")).toBe(true);
  });

  test("to a file replaces it whole, and leaves nothing beside it", async () => {
    const file = await fileOf("export.json", "something else");
    const { code, stdout } = await run("export", file);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Exported to ${file}.\n` });
    expect(await readFile(file, "utf8")).toBe((await run("export")).stdout);
    expect((await readdir(folder)).filter((name) => name.includes("export"))).toEqual(["export.json"]);
  });

  test.each([
    ["nowhere/export.json", "there is no such folder."],
    [".", "it is a folder, not a file."],
  ])("to where nothing can be written is one line, exit 1: %s", async (name, why) => {
    const file = join(folder, name);
    expect(await run("export", file)).toEqual({ code: 1, stdout: "", stderr: `${file}: ${why}\n` });
  });

  test("to a reader that has enough ends without a word", async () => {
    const large = await createTestDatabase();
    const file = await fileOf("many.json", [...writeEstate(smallEstate(5_000))].join(""));
    expect((await runCommand(["import", file], { DATABASE_URL: large })).code).toBe(0);
    const child = startCommand(["export"], { DATABASE_URL: large });
    const exited = once(child, "exit");
    const stderr: string[] = [];
    child.stderr?.on("data", (data) => stderr.push(String(data)));
    if (child.stdout) {
      await once(child.stdout, "data");
      child.stdout.destroy();
    }
    expect(await exited).toEqual([0, null]);
    expect(stderr).toEqual([]);
  });
});

describe.skipIf(!existsSync("/dev/full"))("output to a disk that is full", () => {
  test.each(["export", "check", "schema"])("of %s is one line, exit 1", async (command) => {
    const full = openSync("/dev/full", "w");
    const child = startCommand([command], { DATABASE_URL: url }, ["ignore", full, "pipe"]);
    const exited = once(child, "exit");
    expect(child.stderr && (await readText(child.stderr))).toMatch(/^ENOSPC: no space left on device.*\n$/);
    expect(await exited).toEqual([1, null]);
    closeSync(full);
  });
});
