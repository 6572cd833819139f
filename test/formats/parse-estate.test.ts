import { describe, expect, test } from "vitest";
import { parseEstate } from "../../src/formats/parse-estate.ts";
import { readDemoEstate } from "../support/demo-estate.ts";
import { breakEstate, bytesOf, GOOD_ESTATE, linesOf, linesOfEstate } from "../support/good-estate.ts";

test("the good estate and the demo estate have no errors", async () => {
  expect(linesOfEstate(GOOD_ESTATE)).toEqual([]);
  expect((await readDemoEstate()).format).toBe("vtpm-gateway/estate@1");
});

describe("text that is no estate file at all", () => {
  test.each([
    ["0 bytes", "", "found an empty file (0 bytes), expected an estate file"],
    [
      "a comma too many",
      '{\n  "format": 1,\n}',
      'found "}" at line 3, column 1, which is not JSON, expected a key in double quotes',
    ],
    [
      "cut off",
      '{"vms": [{"name": "x"}',
      "found the end of the file at line 1, column 23, which is not JSON, expected a comma or ]",
    ],
    ["no JSON", "hello", 'found "hello" at line 1, column 1, which is not JSON, expected a value'],
    ["a list", "[]", "found a list of 0, expected an object with format"],
    ["null", "null", "found null, expected an object with format"],
  ])("%s", (_name, text, line) => {
    expect(linesOf(bytesOf(text))).toEqual([line]);
  });

  test("bytes that are not UTF-8", () => {
    const bytes = Uint8Array.from([...bytesOf('{"format": "'), 0xff, ...bytesOf('"}')]);
    expect(linesOf(bytes)).toEqual(["found a byte that is not UTF-8 at offset 12, expected UTF-8 text"]);
  });

  test("a byte order mark is no error", () => {
    expect(linesOf(bytesOf(`\ufeff${JSON.stringify(GOOD_ESTATE)}`))).toEqual([]);
  });

  test("nesting without end is no way to exhaust the program", () => {
    expect(linesOf(bytesOf("[".repeat(200_000)))).toHaveLength(1);
  });
});

describe("several errors at once", () => {
  test("are all reported, sorted by path: those of shape, of names, of references and of TPMs", () => {
    const value = breakEstate(
      ["organizations[1].name", "acme"],
      ["vdcs[1].organization", "acme"],
      ["vdcs[1].name", "bronze"],
      ["catalogs[1].organization", "acme"],
      ["catalogs[1].vdc", "bronze"],
      ["vms[0].firmware", "UEFI"],
      ["vms[0].datastores", ["ds-x"]],
      ["vms[1].vdc", "nowhere"],
      ["vms[2].ekSha256", "b".repeat(64)],
      ["vms[2].colour", "blue"],
    );
    expect(linesOfEstate(value).map((line) => line.split(":")[0])).toEqual([
      "organizations[1].name",
      "vms[0].datastores[0]",
      "vms[0].firmware",
      "vms[1].vdc",
      "vms[2].colour",
      "vms[2].ekSha256",
    ]);
  });

  test("an object whose name is wrong does not make a second error of each reference to it", () => {
    expect(linesOfEstate(breakEstate(["vdcs[2].name", 5]))).toEqual([
      "vdcs[2].name: found 5, expected text of 1 to 255 characters",
    ]);
    expect(linesOfEstate(breakEstate(["vdcs", "none"]))).toEqual(['vdcs: found "none", expected a list']);
    expect(linesOfEstate(breakEstate(["vcenters[0]", 7]))).toEqual([
      expect.stringMatching(/^vcenters\[0\]: found 7, expected an object with name/),
    ]);
  });

  test("a VDC whose cluster is wrong still has the vCenter that it names, by which its VMs and catalogs are judged", () => {
    const value = breakEstate(
      ["vdcs[0].cluster", "cl-99"],
      ["vms[0].datastores", ["nods"]],
      ["vdcs[2].cluster", 7],
      ["catalogs[0].templates[0].vms[0].datastores", ["ds-b"]],
      ["vdcs[1].cluster", "cl-99"],
      ["vms[2]", { name: "three", vdc: "globex/gold", datastores: ["nods"] }],
    );
    expect(linesOfEstate(value)).toEqual([
      'catalogs[0].templates[0].vms[0].datastores[0]: found "ds-b", a datastore of vc-b, expected a datastore of vc-a: "ds-a"',
      'vdcs[0].cluster: found "cl-99", expected a cluster of vc-a: "cl-1"',
      expect.stringMatching(/^vdcs\[1\]\.cluster: found "cl-99", expected the name of a cluster: /),
      "vdcs[2].cluster: found 7, expected text of 1 to 255 characters",
      'vms[0].datastores[0]: found "nods", expected a datastore of vc-a: "ds-a"',
    ]);
  });

  test("a key that is there twice is said along with the rest", () => {
    const text = '{"format": "vtpm-gateway/estate@1", "vms": [{"name": "a", "name": "b"}]}';
    expect(linesOf(bytesOf(text))).toEqual([
      "vms[0].name: found the key again, expected each key of an object once",
      "vms[0].vdc: found nothing, expected text of 1 to 255 characters",
    ]);
  });
});

describe("YAML, by the file's extension", () => {
  test.each(["estate.yaml", "estate.YML"])("%s is read as YAML", (file) => {
    const text = "format: vtpm-gateway/estate@1\norganizations:\n  - name: acme\n";
    const { estate } = parseEstate(bytesOf(text), file);
    expect(estate).toEqual({ format: "vtpm-gateway/estate@1", organizations: [{ name: "acme" }] });
  });

  test("errors have the same paths", () => {
    expect(linesOf(bytesOf("format: vtpm-gateway/estate@1\norganizations: [{nmae: acme}]\n"), "e.yaml")).toEqual([
      "organizations[0].name: found nothing, expected text of 1 to 255 characters",
      'organizations[0].nmae: found an unknown key, expected one of name: did you mean "name"?',
    ]);
  });

  test.each([
    ["a key twice", "a: 1\na: 2\n", "found text that is not YAML at line 2, column 1: Map keys must be unique"],
    ["an unknown tag", "format: !date x\n", "found text that is not YAML at line 1, column 9: Unresolved tag: !date"],
    [
      "aliases of aliases",
      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n",
      "found text that is not YAML at an alias: Excessive alias count indicates a resource exhaustion attack",
    ],
  ])("%s", (_name, text, line) => {
    expect(linesOf(bytesOf(text), "estate.yaml")).toEqual([line]);
  });
});
