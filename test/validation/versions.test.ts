import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareVCenterVersions,
  formatHardwareVersion,
  isAtLeast,
  parseHardwareVersion,
  parseVCenterVersion,
} from "../../src/validation/versions.ts";

describe("parseVCenterVersion", () => {
  test.each([
    ["8.0.2", [8, 0, 2]],
    ["7.0U2", [7, 0, 2]],
    ["7.0 U2", [7, 0, 2]],
    ["7.0 Update 2", [7, 0, 2]],
    ["7.0 update 3c", [7, 0, 3]],
    ["8.0.3.00100", [8, 0, 3]],
    ["8.0.3 build-24262322", [8, 0, 3]],
    ["7.0 Update 3 build-1", [7, 0, 3]],
    ["6.7", [6, 7, 0]],
    [" 8.0.2 ", [8, 0, 2]],
    ["10.12.34", [10, 12, 34]],
    ["8.0U3e", [8, 0, 3]],
    ["8.0 U3e", [8, 0, 3]],
    ["8.0.3e", [8, 0, 3]],
    ["8.0b", [8, 0, 0]],
    ["7.0 Update 3w", [7, 0, 3]],
    ["7.0.3.01200", [7, 0, 3]],
    ["v7.0.3.00600", [7, 0, 3]],
    ["v8.0.2", [8, 0, 2]],
    ["8.0.3-24022515", [8, 0, 3]],
    ["8.0.3.00100-24022515", [8, 0, 3]],
    ["8.0.3 - 24022515", [8, 0, 3]],
    ["8.0.3 (24022515)", [8, 0, 3]],
    ["8.0.3 (build 24022515)", [8, 0, 3]],
    ["8.0.3 24022515", [8, 0, 3]],
    ["8.0.3, Build: 24022515", [8, 0, 3]],
    ["7.0U3 Build 22357613", [7, 0, 3]],
    ["9.0.1.0101.12345678", [9, 0, 1]],
    ["9.0.0.0", [9, 0, 0]],
    ["VMware vCenter Server 8.0.3 build-24262322", [8, 0, 3]],
    ["vCenter Server 8.0 Update 3", [8, 0, 3]],
    ["VMware vCenter Server Appliance 7.0 Update 3c", [7, 0, 3]],
    ["vCenter 6.7 U3", [6, 7, 3]],
    ["VCENTER SERVER 8.0 UPDATE 3 BUILD-24262322", [8, 0, 3]],
    ["VMware\u00a0vCenter\u00a0Server\u00a08.0\u202fUpdate\u20073", [8, 0, 3]],
    ["8.0\t Update\n 3", [8, 0, 3]],
    ["\ufeff8.0.3\u200b", [8, 0, 3]],
    ["8.0.3 build\u201124022515", [8, 0, 3]],
  ])("%s", (text, [major, minor, update]) => {
    expect(parseVCenterVersion(text)).toEqual({ major, minor, update });
  });

  test.each([
    "",
    "8",
    "v",
    "v8",
    "vv8.0.2",
    "vCenter Server",
    "vCenter Server 8",
    "VMware 8.0.2",
    "VMware ESXi 8.0.3 build-24022510",
    "NSX 4.1.2",
    "vCenterServer 8.0.2",
    "latest",
    "8.0.",
    "8.0.2.1.1",
    "8.0 Upgrade 2",
    "8,0,2",
    "-8.0.2",
    "8.0.2; drop",
    "8e1.0",
    "8.0U",
    "8.0 Update",
    "8.0 b",
    "8.0bb",
    "8.0.3 (24022515",
    "8.0.3 24022515)",
    "8.024022515",
    "8.0.3 build",
    "8.0.3 build-",
    "8.0.3 2024-06-25",
    "8.0.3 1234",
    "8.0.3 or 7.0.3",
    "8.0.3U3",
    "8 .0.3",
    "8.0. 3",
    "9.0.1.0101.123",
    "9.0.1.0101.12345678.1",
    "\u0668.0.3",
  ])("%j is no version", (text) => {
    expect(parseVCenterVersion(text)).toBeNull();
  });
});

describe("any version, in any way that people paste one", () => {
  const number = fc.integer({ min: 0, max: 99 });
  const version = fc.record({ major: number, minor: number, update: number });
  const blank = fc.constantFrom(" ", "\u00a0", "\u202f", "\t", "  ", " \u00a0 ");
  const either = (...texts: string[]) => fc.constantFrom(...texts);
  const parts = fc.record({
    before: either(
      "",
      "v",
      "vCenter ",
      "vCenter Server ",
      "VMware vCenter Server ",
      "VMware vCenter Server Appliance ",
    ),
    update: either(".%", ".%e", "U%", " U%", " U%w", " Update %", "Update %", " Update %c", ".%.00100"),
    after: either(
      "",
      " build-1",
      " build-24262322",
      " Build 24262322",
      "-24022515",
      " (24022515)",
      " (Build 24022515)",
    ),
    around: fc.tuple(either("", " ", "\u00a0"), either("", " ", "\n")),
    blank,
    writtenIn: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
    ),
  });

  test("is read", () => {
    fc.assert(
      fc.property(version, parts, ({ major, minor, update }, { before, update: form, after, around, ...how }) => {
        const written = `${before}${major}.${minor}${form.replace("%", String(update))}${after}`;
        const text = around.join(how.writtenIn(written).replaceAll(" ", how.blank));
        expect(parseVCenterVersion(text), JSON.stringify(text)).toEqual({ major, minor, update });
      }),
      { numRuns: 2000 },
    );
  });

  test("is one of a vCenter: with another product's name before it, or more behind it, it is none", () => {
    const word = fc.stringMatching(/^[A-Za-z]{2,12}$/).filter((name) => !/^(vcenter|vcsa|version)$/i.test(name));
    fc.assert(
      fc.property(version, word, ({ major, minor, update }, name) => {
        const text = `${major}.${minor}.${update}`;
        for (const wrong of [`${name} ${text}`, `VMware ${name} ${text}`, `${text} ${name}`, `${text}.`, `-${text}`]) {
          expect(parseVCenterVersion(wrong), wrong).toBeNull();
        }
      }),
    );
  });

  test("never throws, and reads no text without two numbers", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        if (parseVCenterVersion(text) !== null) expect(text).toMatch(/\d\.\d/);
      }),
    );
    expect(parseVCenterVersion(" ".repeat(1_000_000))).toBeNull();
    expect(parseVCenterVersion(`8.0.3${" -".repeat(500_000)}`)).toBeNull();
  });
});

test("versions compare by number, major first", () => {
  const sorted = ["6.7.0", "7.0", "7.0.2", "7.0.10", "8.0.0", "8.0.1", "10.0"];
  const parsed = sorted.map((text) => parseVCenterVersion(text) ?? expect.unreachable(text));
  expect([...parsed].reverse().sort(compareVCenterVersions)).toEqual(parsed);
});

test.each([
  ["7.0.2", true],
  ["7.0U3", true],
  ["7.0.1", false],
  [null, null],
  ["seven", null],
])("%s at least 7.0.2: %s", (version, expected) => {
  expect(isAtLeast(version, { major: 7, minor: 0, update: 2 })).toBe(expected);
});

test.each([
  ["vmx-14", 14],
  ["vmx-9", 9],
  ["vmx-09", 9],
  ["vmx-", null],
  ["14", null],
  ["vmx-14x", null],
])("hardware version %s is %s", (text, expected) => {
  expect(parseHardwareVersion(text)).toBe(expected);
});

test("a hardware version reads back as it was written", () => {
  for (const version of [3, 9, 14, 21]) expect(parseHardwareVersion(formatHardwareVersion(version))).toBe(version);
});
