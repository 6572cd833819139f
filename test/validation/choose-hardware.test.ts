import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseHardware } from "../../src/validation/choose-hardware.ts";

const of = (...versions: (number | null)[]) => versions.map((hardwareVersion) => ({ hardwareVersion }));

test.each([
  ["the highest that the cluster runs", [15, 19], 17, 15],
  ["the highest of all, where it runs that", [17, 21, 20], 21, 21],
  ["the highest of all, where it is not known what the cluster runs", [15, 19], null, 19],
  ["the only one", [19], 19, 19],
  ["none that is above the cluster's highest", [19, 21], 17, "none"],
  ["none, where there is none", [], 17, "none"],
  ["one with a version before one without", [null, 15], 17, 15],
  ["one without a version, where the others are too high", [null, 21], 17, null],
  ["one without a version, where there is no other", [null], null, null],
])("%s", (_what, versions, maxHardwareVersion, chosen) => {
  const hardware = chooseHardware(of(...versions), maxHardwareVersion);
  expect(hardware ? hardware.hardwareVersion : "none").toBe(chosen);
});

test("of two with one version, the first", () => {
  const alternatives = [
    { hardwareVersion: 19, firmware: "EFI" },
    { hardwareVersion: 19, firmware: "BIOS" },
  ];
  expect(chooseHardware(alternatives, 19)).toBe(alternatives[0]);
});

test("in whatever order they come, the same version is chosen", () => {
  const versions = fc.uniqueArray(fc.integer({ min: 3, max: 99 }), { maxLength: 8 });
  fc.assert(
    fc.property(versions, fc.option(fc.integer({ min: 3, max: 99 })), (some, max) => {
      const runnable = some.filter((version) => version <= (max ?? 99));
      const chosen = chooseHardware(of(...some), max);
      expect(chosen?.hardwareVersion).toBe(runnable.length === 0 ? undefined : Math.max(...runnable));
      expect(chooseHardware(of(...some.toReversed()), max)).toEqual(chosen);
    }),
  );
});
