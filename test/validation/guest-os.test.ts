import { describe, expect, test } from "vitest";
import { findGuestOs, guestRequiresTpm } from "../../src/validation/guest-os.ts";
import { GUEST_OS_RELEASES } from "../../src/validation/guest-os-releases.ts";
import { GUEST_OS_GROUPS } from "../../src/validation/guest-os-table.ts";
import { formatVCenterVersion } from "../../src/validation/versions.ts";

test.each([
  ["windows2019srv_64Guest", "WINDOWS", true, "Microsoft Windows Server 2019 (64-bit)"],
  ["windows7Guest", "WINDOWS", true, "Windows 7"],
  ["winLonghorn64Guest", "WINDOWS", true, "Windows Longhorn (64 bit)"],
  ["winVista64Guest", "WINDOWS", false, "Windows Vista (64 bit)"],
  ["winXPProGuest", "WINDOWS", false, "Microsoft Windows XP Professional (32-bit)"],
  ["winNetEnterprise64Guest", "WINDOWS", false, "Windows Server 2003, Enterprise Edition (64 bit)"],
  ["windowsHyperVGuest", "WINDOWS", null, "Windows Hyper-V"],
  ["ubuntu64Guest", "LINUX", true, "Ubuntu Linux (64-bit)"],
  ["crxPod1Guest", "LINUX", null, "CRX Pod 1"],
  ["freebsd14_64Guest", "OTHER", false, "FreeBSD 14 x64"],
  ["otherGuest64", "OTHER", false, "Other Operating System (64 bit)"],
])("%s is %s, TPM %s", (guestId, family, tpmEligible, fullName) => {
  expect(findGuestOs(guestId)).toMatchObject({ family, tpmEligible, fullName });
});

test.each([null, "", "UBUNTU64GUEST", "constructor"])("%s is not known", (guestId) => {
  expect(findGuestOs(guestId)).toEqual({ family: "UNKNOWN", tpmEligible: null, fullName: null, sinceVCenter: null });
});

test("the table has every guestId once, with a name", () => {
  const entries = GUEST_OS_GROUPS.flatMap(({ fullNames }) => Object.entries(fullNames));
  expect(new Set(entries.map(([guestId]) => guestId)).size).toBe(210);
  expect(entries).toHaveLength(210);
  for (const [guestId, fullName] of entries) expect(fullName, guestId).not.toBe("");
});

test("nothing but Windows and Linux is eligible", () => {
  for (const { family, tpmEligible } of GUEST_OS_GROUPS) {
    if (tpmEligible === true) expect(["WINDOWS", "LINUX"]).toContain(family);
  }
});

describe("the release that brought a guestId", () => {
  test.each([
    ["windows2019srvNext_64Guest", "7.0.1"],
    ["sles16_64Guest", "7.0.1"],
    ["windows11_64Guest", "8.0.0"],
    ["windows2022srvNext_64Guest", "8.0.0"],
    ["rockylinux_64Guest", "8.0.0"],
    ["crxSys1Guest", "8.0.3"],
    ["rhel10_64Guest", "9.0.0"],
    ["windows2019srv_64Guest", null],
    ["ubuntu64Guest", null],
    ["debian14_64Guest", null],
  ])("%s: %s", (guestId, version) => {
    const { sinceVCenter } = findGuestOs(guestId);
    expect(sinceVCenter && formatVCenterVersion(sinceVCenter)).toBe(version);
  });

  test("is one, of a guestId that the table has, and the releases are in their order", () => {
    const listed = GUEST_OS_RELEASES.flatMap(({ guestIds }) => guestIds);
    expect(new Set(listed).size).toBe(listed.length);
    for (const guestId of listed) expect(findGuestOs(guestId).family, guestId).not.toBe("UNKNOWN");
    const counts = GUEST_OS_RELEASES.map(({ vcenter, guestIds }) => [formatVCenterVersion(vcenter), guestIds.length]);
    expect(counts).toEqual([
      ["7.0.1", 13],
      ["8.0.0", 14],
      ["8.0.3", 1],
      ["9.0.0", 14],
    ]);
  });
});

test("Windows 11 and later need a TPM, and nothing else does", () => {
  const guestIds = GUEST_OS_GROUPS.flatMap(({ fullNames }) => Object.keys(fullNames));
  expect(guestIds.filter(guestRequiresTpm)).toEqual(["windows11_64Guest", "windows12_64Guest"]);
  expect(guestRequiresTpm(null)).toBe(false);
  expect(guestRequiresTpm("windows13_64Guest")).toBe(false);
});
