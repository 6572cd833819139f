import type { VCenterVersion } from "./versions.ts";

/** The guestIds that came with one release of vSphere. */
interface GuestOsRelease {
  readonly vcenter: VCenterVersion;
  readonly guestIds: readonly string[];
}

/**
 * Which release of vSphere brought a guestId, by VMware's API reference (`VirtualMachineGuestOsIdentifier`).
 * Every vCenter that can have a TPM knows those that are not listed.
 */
export const GUEST_OS_RELEASES: readonly GuestOsRelease[] = [
  {
    vcenter: { major: 7, minor: 0, update: 1 },
    guestIds: [
      "windows2019srvNext_64Guest",
      "freebsd13Guest",
      "freebsd13_64Guest",
      "rhel9_64Guest",
      "centos9_64Guest",
      "oracleLinux9_64Guest",
      "sles16_64Guest",
      "asianux9_64Guest",
      "other5xLinuxGuest",
      "other5xLinux64Guest",
      "darwin20_64Guest",
      "darwin21_64Guest",
      "amazonlinux3_64Guest",
    ],
  },
  {
    vcenter: { major: 8, minor: 0, update: 0 },
    guestIds: [
      "windows11_64Guest",
      "windows12_64Guest",
      "windows2022srvNext_64Guest",
      "freebsd14Guest",
      "freebsd14_64Guest",
      "debian12Guest",
      "debian12_64Guest",
      "other6xLinuxGuest",
      "other6xLinux64Guest",
      "darwin22_64Guest",
      "darwin23_64Guest",
      "vmkernel8Guest",
      "rockylinux_64Guest",
      "almalinux_64Guest",
    ],
  },
  {
    vcenter: { major: 8, minor: 0, update: 3 },
    guestIds: ["crxSys1Guest"],
  },
  {
    vcenter: { major: 9, minor: 0, update: 0 },
    guestIds: [
      "freebsd15Guest",
      "freebsd15_64Guest",
      "rhel10_64Guest",
      "oracleLinux10_64Guest",
      "debian13Guest",
      "debian13_64Guest",
      "miraclelinux_64Guest",
      "pardus_64Guest",
      "other7xLinuxGuest",
      "other7xLinux64Guest",
      "fusionos_64Guest",
      "prolinux_64Guest",
      "kylinlinux_64Guest",
      "vmkernel9Guest",
    ],
  },
];
