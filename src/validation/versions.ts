import type { Fact } from "./facts.ts";

/** A vCenter version; patches and builds below the update level change nothing that a rule looks at. */
export interface VCenterVersion {
  readonly major: number;
  readonly minor: number;
  readonly update: number;
}

/** `8.0`, `8.0.2`, `8.0.3.00100`, `7.0U2`, `7.0 Update 3c`, each with or without ` build-24262322`. */
const VCENTER_VERSION =
  /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4})(?:\.\d{1,9})?| ?(?:U|Update) ?(\d{1,4})[a-z]?)?(?: build-\d{1,12})?$/i;

/** Null for text that is no vCenter version. */
export function parseVCenterVersion(text: string): VCenterVersion | null {
  const [match, major, minor, third, update] = VCENTER_VERSION.exec(text.trim()) ?? [];
  if (match === undefined) return null;
  return { major: Number(major), minor: Number(minor), update: Number(third ?? update ?? 0) };
}

/** Negative where `one` is the older, 0 where they are equal. */
export function compareVCenterVersions(one: VCenterVersion, other: VCenterVersion): number {
  return one.major - other.major || one.minor - other.minor || one.update - other.update;
}

/** Null where the version is missing or says no version: neither new enough nor too old. */
export function isAtLeast(version: Fact<string>, least: VCenterVersion): Fact<boolean> {
  const parsed = version === null ? null : parseVCenterVersion(version);
  return parsed === null ? null : compareVCenterVersions(parsed, least) >= 0;
}

export function formatVCenterVersion({ major, minor, update }: VCenterVersion): string {
  return `${major}.${minor}.${update}`;
}

/** vSphere 6.7 is the first with a virtual TPM, for Windows guests. */
export const FIRST_VERSION_WITH_WINDOWS_TPM: VCenterVersion = { major: 6, minor: 7, update: 0 };
/** vSphere 7.0 Update 2 is the first with a virtual TPM for Linux guests. */
export const FIRST_VERSION_WITH_LINUX_TPM: VCenterVersion = { major: 7, minor: 0, update: 2 };
/** vSphere 8.0 is the first whose clone takes a `tpmProvisionPolicy`. */
export const FIRST_VERSION_WITH_REPLACE: VCenterVersion = { major: 8, minor: 0, update: 0 };

/** vmx-14 (vSphere 6.7) is the first virtual hardware with a TPM 2.0 device. */
export const FIRST_HARDWARE_WITH_TPM = 14;

/** The number of `vmx-14`, for versions compare as numbers: `vmx-9` < `vmx-14`. Null for text that is no hardware version. */
export function parseHardwareVersion(text: string): number | null {
  const [, digits] = /^vmx-(\d{1,2})$/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}

export function formatHardwareVersion(hardwareVersion: number): string {
  return `vmx-${hardwareVersion}`;
}
