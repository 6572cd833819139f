import { describe, expect, test } from "vitest";
import { findCimByGuestId, findGuestIdByCim } from "../../../src/formats/ovf/cim-guest-os.ts";
import { findGuestOs } from "../../../src/validation/guest-os.ts";
import { GUEST_OS_GROUPS } from "../../../src/validation/guest-os-table.ts";

describe("a CIM number and a version are a guestId", () => {
  test.each([
    [94, null, "ubuntu64Guest"],
    [94, "24.04", "ubuntu64Guest"],
    [80, "7", "rhel7_64Guest"],
    [80, "7.9", "rhel7_64Guest"],
    [80, null, null],
    [80, "77", null],
    [96, "12", "debian12_64Guest"],
    [96, "1", "pardus_64Guest"],
    [107, "9", "centos9_64Guest"],
    [107, null, "centos64Guest"],
    [2, "23", "darwin23_64Guest"],
    [103, null, "windows7Server64Guest"],
    [115, null, "windows9Server64Guest"],
    [0, null, null],
    [65535, null, null],
  ])("%i, version %s: %s", (number, version, guestId) => {
    expect(findGuestIdByCim({ number, version })).toBe(guestId);
  });
});

test("each guest of CIM's is there and back, and is in the table of guest OSes", () => {
  const guestIds = GUEST_OS_GROUPS.flatMap(({ fullNames }) => Object.keys(fullNames));
  const named = guestIds.filter((guestId) => findGuestIdByCim(findCimByGuestId(guestId)) === guestId);
  expect(named).toHaveLength(144);
});

test("a guest that CIM has no number for gets one of its own family and width", () => {
  for (const [guestId, number] of [
    ["almalinux_64Guest", 101],
    ["fedoraGuest", 36],
    ["windows2022srvNext_64Guest", 102],
    ["windows9Guest", 1],
    ["win2000ProGuest", 1],
    ["debian99_64Guest", 102],
    ["nonsense", 1],
    [null, 0],
  ] as const) {
    expect(findCimByGuestId(guestId), String(guestId)).toEqual({ number, version: null });
    const read = findGuestOs(findGuestIdByCim({ number, version: null })).family;
    expect(read === "LINUX").toBe(findGuestOs(guestId).family === "LINUX");
  }
});
