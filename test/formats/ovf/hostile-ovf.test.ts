import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MOST_REMARKS, parseOvf } from "../../../src/formats/ovf/parse-ovf.ts";
import { writeOvf } from "../../../src/formats/ovf/write-ovf.ts";
import { descriptor } from "./arbitrary-ovf.ts";
import { deploy, envelope, TPM_ITEM, vmWith } from "./ovf-text.ts";

const messages = (text: string) => parseOvf(text).errors.map(({ message }) => message);

describe("document types are refused, whatever they declare", () => {
  const expanded = envelope('<VirtualSystem ovf:id="a"><Name>&name;</Name></VirtualSystem>');
  const withDoctype = (doctype: string) => expanded.replace("?>\n", `?>\n<!DOCTYPE Envelope ${doctype}>\n`);
  const refusal = ["line 2, column 1: found a document type (<!DOCTYPE …>), expected a descriptor without one"];

  test("a billion laughs", () => {
    const laughs = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`);
    const declared = `<!ENTITY l0 "lol">${laughs.join("")}<!ENTITY name "&l9;">`;
    expect(messages(withDoctype(`[${declared}]`))).toEqual(refusal);
  });

  test.each([
    ["an external entity", '[<!ENTITY name SYSTEM "file:///etc/passwd">]'],
    ["an external parameter entity", '[<!ENTITY % remote SYSTEM "http://127.0.0.1:1/x.dtd"> %remote;]'],
    ["an external subset", 'SYSTEM "http://127.0.0.1:1/ovf.dtd"'],
    ["an entity that contains itself", '[<!ENTITY name "&name;">]'],
    ["nothing", ""],
  ])("%s", (_what, doctype) => {
    expect(messages(withDoctype(doctype))).toEqual(refusal);
  });

  test("and without one, an entity is none", () => {
    expect(messages(expanded)).toEqual([
      'line 6, column 33: found "&name;", expected "&amp;", or another reference of XML itself',
    ]);
  });
});

describe("limits", () => {
  test("nesting", () => {
    const nested = (depth: number) => envelope(`<x>`.repeat(depth) + `</x>`.repeat(depth));
    expect(messages(nested(63))).toEqual([expect.stringContaining("found no VirtualSystem")]);
    expect(messages(nested(64))).toEqual([
      "line 6, column 190: found an element 65 deep, expected elements at most 64 deep",
    ]);
    expect(messages("<x>".repeat(1_000_000))).toEqual([
      "line 1, column 193: found an element 65 deep, expected elements at most 64 deep",
    ]);
  });

  test("characters", () => {
    expect(messages(vmWith(`<!--${" ".repeat(6 * 1024 * 1024)}-->`))).toEqual([
      expect.stringMatching(/^found 6\d{6} characters, expected 6291456 characters at the most$/),
    ]);
    expect(parseOvf(vmWith(`<!--${" ".repeat(6 * 1024 * 1024 - 1000)}-->`)).errors).toEqual([]);
  });

  test("elements", () => {
    expect(parseOvf(vmWith("<x/>".repeat(99_000))).errors).toEqual([]);
    expect(messages(vmWith("\n<x/>".repeat(100_000)))).toEqual([
      expect.stringContaining("found more than 100000 elements, expected no more than that"),
    ]);
  });

  test("attributes of one element, at once and not when all are read", () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ` a${index}=""`).join("");
    expect(parseOvf(vmWith(`<x${many(1000)}/><y${many(1000)}/>`)).errors).toEqual([]);
    const refusal = "found an element with more than 1000 attributes, expected no more than that";
    expect(messages(vmWith(`<x${many(1001)}/>`))).toEqual([`line 8, column 7: ${refusal}`]);
    const started = performance.now();
    expect(messages(`<x${many(400_000)}/>`)).toEqual([`line 1, column 1: ${refusal}`]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("remarks: none is left out, so that with too many a descriptor is refused", () => {
    const setting = '\n<vmw:ExtraConfig vmw:key="firmware" vmw:value="efi"/>';
    expect(parseOvf(vmWith(setting.repeat(MOST_REMARKS))).ovf?.remarks).toHaveLength(MOST_REMARKS);
    expect(messages(vmWith(setting.repeat(MOST_REMARKS + 5)))).toEqual([
      "line 1009, column 1: found more than 1000 settings and devices that are not read, expected no more than that",
    ]);
  });

  test("deployment options, and TPMs of many of them", () => {
    const described = (count: number, items: string[]) =>
      vmWith(items.join("")).replace(
        "<VirtualSystem",
        `<DeploymentOptionSection>${ids(count)
          .map((id) => `<Configuration ovf:id="${id}"/>`)
          .join("")}</DeploymentOptionSection><VirtualSystem`,
      );
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `o${index}`);
    const tpmOf = (options: string) => TPM_ITEM.replace("<Item>", `<Item ovf:configuration="${options}">`);
    expect(deploy(parseOvf(described(100, ids(100).map(tpmOf))).ovf).virtualSystems).toMatchObject([{ tpm: true }]);
    expect(messages(described(101, []))).toEqual([
      expect.stringContaining("found 101 deployment options, expected 100 at the most"),
    ]);
    expect(messages(described(1, ids(5000).map(tpmOf)))).toContainEqual(
      expect.stringContaining("found 5000 TPM devices, expected one in a VM at the most"),
    );
    expect(messages(described(1, [tpmOf(ids(500_000).join(" "))]))).toEqual([
      expect.stringContaining("found an Item of 500000 deployment options, expected 100 at the most"),
    ]);
  });

  test("VMs", () => {
    const vms = Array.from({ length: 101 }, (_, index) => `<VirtualSystem ovf:id="vm-${index}"/>`);
    const vapp = (systems: string[]) =>
      envelope(`<VirtualSystemCollection ovf:id="v">\n${systems.join("\n")}\n</VirtualSystemCollection>`);
    expect(parseOvf(vapp(vms.slice(0, 100))).ovf?.virtualSystems).toHaveLength(100);
    expect(messages(vapp(vms))).toEqual(["line 107, column 1: found 101 VirtualSystems, expected 100 at the most"]);
  });

  test("errors: a hundred at the most, each on one line of bounded length", () => {
    const wrong = `<vmw:Config vmw:key="firmware" vmw:value="${"x\n".repeat(200)}"/>`;
    const errors = messages(vmWith(wrong.repeat(500)));
    expect(errors).toHaveLength(100);
    const long = `n${"a".repeat(1_000_000)}`;
    errors.push(...messages(`<${long}/>`), ...messages(`<${long}>`), ...messages(`<${long} b="" b=""/>`));
    errors.push(...messages(`<a ${long}="" ${long}=""/>`), ...messages(`<a>&${long};</a>`), ...messages(long));
    expect(errors).toHaveLength(106);
    expect(errors.filter((message) => message.length > 600 || message.includes("\n"))).toEqual([]);
  });

  test("a list of hardware versions may be as long as the text", () => {
    const system = `<System><vssd:VirtualSystemType>${"vmx-9 ".repeat(500_000)}vmx-19</vssd:VirtualSystemType></System>`;
    expect(deploy(parseOvf(vmWith(system)).ovf).virtualSystems).toMatchObject([{ hardwareVersion: 19 }]);
  });
});

describe("never throws: either a descriptor, or errors with a position in the text", () => {
  function check(text: string) {
    const { ovf, errors } = parseOvf(text);
    const lines = text.replace(/^\ufeff/, "").split(/\r\n|[\r\n]/);
    if (ovf) {
      expect(errors).toEqual([]);
      expect(ovf.virtualSystems.length).toBeGreaterThan(0);
      return;
    }
    expect(errors.length).toBeGreaterThan(0);
    for (const { line, column, found, expected, message } of errors) {
      expect(message).not.toMatch(/[\r\n]/);
      expect(found && expected).not.toBe("");
      if (line === null || column === null) continue;
      expect(column).toBeGreaterThan(0);
      expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
    }
  }

  test("for any characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), check), { numRuns: 1000 });
  });

  test("for any pieces of XML", () => {
    const pieces =
      "<,>,/,</,/>,=,\",',&,;,#,!,?,<!--,-->,<![CDATA[,]]>,<?,?>,<!DOCTYPE,[,xml,xmlns,a,:, ,\n,\r,\ufeff,\ud800,😀,\u0000";
    const piece = fc.constantFrom(...pieces.split(","), "<a>", "</a>", "<Envelope>", "&amp;", '<?xml version="1.0"?>');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (some) => check(some.join(""))),
      { numRuns: 3000 },
    );
  });

  test("for descriptors with something cut out, doubled, overwritten or put in", () => {
    const folder = new URL("fixtures/", import.meta.url);
    const fixtures = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    expect(fixtures.length).toBeGreaterThan(3);
    const original = fc.oneof(fc.constantFrom(...fixtures), descriptor.map(writeOvf));
    const insertion = fc.oneof(
      fc.constantFrom("", "<", ">", "&", '"', "/", "\ud800", TPM_ITEM),
      fc.string({ maxLength: 5 }),
    );
    const mutation = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.integer({ min: -80, max: 80 }),
      insertion,
    });
    const mutated = fc.tuple(original, fc.array(mutation, { minLength: 1, maxLength: 3 })).map(([text, mutations]) =>
      mutations.reduce((result, { at, cut, insertion: inserted }) => {
        const start = Math.floor(at * result.length);
        return result.slice(0, start) + inserted + result.slice(Math.max(0, start + cut));
      }, text),
    );
    fc.assert(fc.property(mutated, check), { numRuns: 2000 });
  });
});
