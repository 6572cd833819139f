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
  ])("%s", (text, [major, minor, update]) => {
    expect(parseVCenterVersion(text)).toEqual({ major, minor, update });
  });

  test.each([
    "",
    "8",
    "v8.0.2",
    "latest",
    "8.0.",
    "8.0.2.1.1",
    "8.0 Upgrade 2",
    "8,0,2",
    "-8.0.2",
    "8.0.2; drop",
    "8e1.0",
    "8.0U",
  ])("%j is no version", (text) => {
    expect(parseVCenterVersion(text)).toBeNull();
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
