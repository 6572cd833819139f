import { expect, test } from "vitest";
import { findGuestOs } from "../../src/validation/guest-os.ts";
import { GUEST_OS_GROUPS } from "../../src/validation/guest-os-table.ts";

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
  expect(findGuestOs(guestId)).toEqual({ family, tpmEligible, fullName });
});

test.each([null, "", "UBUNTU64GUEST", "constructor"])("%s is not known", (guestId) => {
  expect(findGuestOs(guestId)).toEqual({ family: "UNKNOWN", tpmEligible: null, fullName: null });
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
