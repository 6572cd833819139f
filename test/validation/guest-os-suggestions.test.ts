import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findGuestOs } from "../../src/validation/guest-os.ts";
import { suggestGuestIds } from "../../src/validation/guest-os-suggestions.ts";
import { GUEST_OS_GROUPS } from "../../src/validation/guest-os-table.ts";

const entries = GUEST_OS_GROUPS.flatMap(({ fullNames }) => Object.entries(fullNames));
const guestIds = entries.map(([guestId]) => guestId);

describe("the likeliest comes first", () => {
  test.each([
    // Other cases, as in tables of people's own.
    ["Windows2019srv_64guest", "windows2019srv_64Guest"],
    ["UBUNTU64GUEST", "ubuntu64Guest"],
    [" ubuntu64Guest ", "ubuntu64Guest"],
    // The suffix is missing, or the underscore.
    ["rhel8_64", "rhel8_64Guest"],
    ["rhel864Guest", "rhel8_64Guest"],
    ["ubuntu_64Guest", "ubuntu64Guest"],
    // As .vmx files have them.
    ["windows9-64", "windows9_64Guest"],
    ["windows9srv-64", "windows9Server64Guest"],
    ["windows2019srv-64", "windows2019srv_64Guest"],
    ["debian12-64", "debian12_64Guest"],
    ["ubuntu", "ubuntuGuest"],
    // The 64 is missing.
    ["windows11Guest", "windows11_64Guest"],
    ["rhel9Guest", "rhel9_64Guest"],
    ["windows2019srv", "windows2019srv_64Guest"],
    // By the year that vSphere's id has not.
    ["windows2016srv_64Guest", "windows9Server64Guest"],
    ["windows2022srv_64Guest", "windows2019srvNext_64Guest"],
    ["windows2025srv_64Guest", "windows2022srvNext_64Guest"],
    ["windows10_64Guest", "windows9_64Guest"],
    // Full names, as VCD and vSphere show them.
    ["Microsoft Windows Server 2019 (64-bit)", "windows2019srv_64Guest"],
    ["Microsoft Windows Server 2016 or later (64-bit)", "windows9Server64Guest"],
    ["Windows Server 2019", "windows2019srv_64Guest"],
    ["Windows 11", "windows11_64Guest"],
    ["windows 10 x64", "windows9_64Guest"],
    ["Red Hat Enterprise Linux 9 (64-bit)", "rhel9_64Guest"],
    ["Ubuntu Linux (64-bit)", "ubuntu64Guest"],
    ["Microsoft\u00a0Windows 11 (64-bit)", "windows11_64Guest"],
    // Slips of the fingers.
    ["windwos2019srv_64Guest", "windows2019srv_64Guest"],
    ["windows2091srv_64Guest", "windows2019srv_64Guest"],
    ["ubunto64Guest", "ubuntu64Guest"],
    ["debain11_64Guest", "debian11_64Guest"],
    ["rockylinx_64Guest", "rockylinux_64Guest"],
  ])("%j: %s", (written, guestId) => {
    expect(suggestGuestIds(written)[0]).toBe(guestId);
  });
});

test("where the width is not said, both are suggested", () => {
  expect(suggestGuestIds("Windows 10")).toEqual(["windows9Guest", "windows9_64Guest"]);
});

test.each([
  "",
  " ",
  "()",
  "Guest",
  "guest guest",
  "plan9",
  "constructor",
  "__proto__",
  // Newer than the table: no number that is in it is meant.
  "debian14_64Guest",
  "windows13_64Guest",
  "rhel11_64Guest",
  "freebsd99Guest",
])("%j is near to none", (written) => {
  expect(suggestGuestIds(written)).toEqual([]);
});

test("of a guestId in the table there is nothing to suggest", () => {
  for (const guestId of guestIds) expect(suggestGuestIds(guestId)).toEqual([]);
});

test("every guestId is found in capitals, as a .vmx file has it, without its suffix, and by its full name", () => {
  for (const [guestId, fullName] of entries) {
    const bare = guestId.replace("Guest", "");
    for (const written of [guestId.toUpperCase(), bare, bare.replace(/_?64$/, "-64"), fullName]) {
      expect(suggestGuestIds(written), written).toContain(guestId);
    }
  }
});

test("every guestId of some length is found with two neighbours swapped", () => {
  for (const guestId of guestIds.filter(({ length }) => length > 14)) {
    for (let at = 0; at < 5; at++) {
      const swapped = guestId.slice(0, at) + guestId.charAt(at + 1) + guestId.charAt(at) + guestId.slice(at + 2);
      if (swapped !== guestId) expect(suggestGuestIds(swapped), swapped).toContain(guestId);
    }
  }
});

test("whatever is written, three guestIds of the table at the most, and soon", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (written) => {
      const suggested = suggestGuestIds(written);
      expect(suggested.length).toBeLessThanOrEqual(3);
      for (const guestId of suggested) expect(findGuestOs(guestId).family).not.toBe("UNKNOWN");
    }),
  );
  const started = performance.now();
  expect(suggestGuestIds("windows".repeat(1_000_000))).toEqual([]);
  expect(performance.now() - started).toBeLessThan(500);
});
