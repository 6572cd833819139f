import { findGuestOs } from "../../validation/guest-os.ts";

/** A guest OS as OVF itself says it: ovf:id and ovf:version of the OperatingSystemSection. */
export interface CimGuestOs {
  readonly number: number;
  readonly version: string | null;
}

/**
 * vSphere's guestId by CIM number (CIM_OperatingSystem.OSType) and version, as vSphere maps them.
 * `any`: of whatever version is not listed.
 */
const GUEST_IDS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  1: { any: "otherGuest" },
  2: {
    any: "darwinGuest",
    10: "darwin10Guest",
    11: "darwin11Guest",
    19: "darwin19_64Guest",
    20: "darwin20_64Guest",
    21: "darwin21_64Guest",
    22: "darwin22_64Guest",
    23: "darwin23_64Guest",
  },
  12: { any: "os2Guest" },
  14: { any: "dosGuest" },
  15: { any: "win31Guest" },
  16: { any: "win95Guest" },
  17: { any: "win98Guest" },
  18: { any: "winNTGuest" },
  21: { 4: "netware4Guest", 5: "netware5Guest", 6: "netware6Guest" },
  25: { 7: "unixWare7Guest" },
  26: { 5: "openServer5Guest", 6: "openServer6Guest" },
  29: { 6: "solaris6Guest", 7: "solaris7Guest", 8: "solaris8Guest", 9: "solaris9Guest", 10: "solaris10Guest" },
  36: { any: "otherLinuxGuest" },
  42: {
    any: "freebsdGuest",
    11: "freebsd11Guest",
    12: "freebsd12Guest",
    13: "freebsd13Guest",
    14: "freebsd14Guest",
    15: "freebsd15Guest",
  },
  58: { any: "win2000ServGuest" },
  63: { any: "winMeGuest" },
  67: { any: "winXPProGuest" },
  69: { any: "winNetStandardGuest" },
  70: { any: "winNetStandard64Guest" },
  71: { any: "winXPPro64Guest" },
  73: { any: "winVistaGuest" },
  74: { any: "winVista64Guest" },
  78: {
    any: "freebsd64Guest",
    11: "freebsd11_64Guest",
    12: "freebsd12_64Guest",
    13: "freebsd13_64Guest",
    14: "freebsd14_64Guest",
    15: "freebsd15_64Guest",
  },
  79: {
    any: "redhatGuest",
    2: "rhel2Guest",
    3: "rhel3Guest",
    4: "rhel4Guest",
    5: "rhel5Guest",
    6: "rhel6Guest",
    7: "rhel7Guest",
  },
  80: {
    3: "rhel3_64Guest",
    4: "rhel4_64Guest",
    5: "rhel5_64Guest",
    6: "rhel6_64Guest",
    7: "rhel7_64Guest",
    8: "rhel8_64Guest",
    9: "rhel9_64Guest",
    10: "rhel10_64Guest",
  },
  81: { 10: "solaris10_64Guest", 11: "solaris11_64Guest" },
  82: { any: "suseGuest", 11: "opensuseGuest" },
  83: { any: "suse64Guest", 11: "opensuse64Guest" },
  84: { any: "slesGuest", 10: "sles10Guest", 11: "sles11Guest", 12: "sles12Guest" },
  85: {
    any: "sles64Guest",
    10: "sles10_64Guest",
    11: "sles11_64Guest",
    12: "sles12_64Guest",
    15: "sles15_64Guest",
    16: "sles16_64Guest",
  },
  86: { any: "oesGuest" },
  87: { any: "nld9Guest" },
  88: { any: "sjdsGuest" },
  89: { any: "mandrivaGuest" },
  90: { any: "mandriva64Guest" },
  91: { any: "turboLinuxGuest" },
  92: { any: "turboLinux64Guest" },
  93: { any: "ubuntuGuest" },
  94: { any: "ubuntu64Guest" },
  95: {
    4: "debian4Guest",
    5: "debian5Guest",
    6: "debian6Guest",
    7: "debian7Guest",
    8: "debian8Guest",
    9: "debian9Guest",
    10: "debian10Guest",
    11: "debian11Guest",
    12: "debian12Guest",
    13: "debian13Guest",
  },
  96: {
    4: "debian4_64Guest",
    5: "debian5_64Guest",
    6: "debian6_64Guest",
    7: "debian7_64Guest",
    8: "debian8_64Guest",
    9: "debian9_64Guest",
    10: "debian10_64Guest",
    11: "debian11_64Guest",
    12: "debian12_64Guest",
    13: "debian13_64Guest",
    1: "pardus_64Guest",
  },
  97: { any: "other24xLinuxGuest" },
  98: { any: "other24xLinux64Guest" },
  99: { any: "other26xLinuxGuest" },
  100: { any: "other26xLinux64Guest" },
  101: { any: "otherLinux64Guest" },
  102: { any: "otherGuest64" },
  103: { any: "windows7Server64Guest" },
  104: {
    4: "vmkernelGuest",
    5: "vmkernel5Guest",
    6: "vmkernel6Guest",
    65: "vmkernel65Guest",
    7: "vmkernel7Guest",
    8: "vmkernel8Guest",
    9: "vmkernel9Guest",
  },
  105: { any: "windows7Guest" },
  106: { any: "centosGuest", 6: "centos6Guest", 7: "centos7Guest" },
  107: { any: "centos64Guest", 6: "centos6_64Guest", 7: "centos7_64Guest", 8: "centos8_64Guest", 9: "centos9_64Guest" },
  108: { any: "oracleLinuxGuest", 6: "oracleLinux6Guest", 7: "oracleLinux7Guest" },
  109: {
    any: "oracleLinux64Guest",
    6: "oracleLinux6_64Guest",
    7: "oracleLinux7_64Guest",
    8: "oracleLinux8_64Guest",
    9: "oracleLinux9_64Guest",
    10: "oracleLinux10_64Guest",
  },
  110: { any: "eComStationGuest", 2: "eComStation2Guest" },
  112: { any: "windows8Server64Guest" },
  115: { any: "windows9Server64Guest" },
};

/** CIM's "Unknown", which stands for no guestId. */
const NOT_KNOWN: CimGuestOs = { number: 0, version: null };
const OTHER: CimGuestOs = { number: 1, version: null };
const LINUX: CimGuestOs = { number: 36, version: null };
const LINUX_64: CimGuestOs = { number: 101, version: null };
const OTHER_64: CimGuestOs = { number: 102, version: null };

const numbers: ReadonlyMap<string, CimGuestOs> = new Map(
  Object.entries(GUEST_IDS).flatMap(([number, guestIds]) =>
    Object.entries(guestIds).map(([version, guestId]) => [
      guestId,
      { number: Number(number), version: version === "any" ? null : version },
    ]),
  ),
);

/**
 * The guestId that a CIM number and a version stand for. Of a version such as "8.4" its first number counts
 * where the whole is not listed. Null: they stand for no single one.
 */
export function findGuestIdByCim({ number, version }: CimGuestOs): string | null {
  const guestIds = new Map(Object.entries(GUEST_IDS[number] ?? {}));
  const [major = ""] = version?.split(".") ?? [];
  return guestIds.get(version ?? "any") ?? guestIds.get(major) ?? guestIds.get("any") ?? null;
}

/** CIM names fewer guests than vSphere: for the others, the widest number that is true of them. */
export function findCimByGuestId(guestId: string | null): CimGuestOs {
  if (guestId === null) return NOT_KNOWN;
  const is64Bit = guestId.includes("64");
  const widest = is64Bit ? OTHER_64 : OTHER;
  const family = is64Bit ? LINUX_64 : LINUX;
  return numbers.get(guestId) ?? (findGuestOs(guestId).family === "LINUX" ? family : widest);
}
