import type { Fact } from "./facts.ts";

/** A vCenter version; patches and builds below the update level change nothing that a rule looks at. */
export interface VCenterVersion {
  readonly major: number;
  readonly minor: number;
  readonly update: number;
}

/** `VMware vCenter Server`, as the vCenter calls itself, and `v`, as people do. */
const PRODUCT = /^(?:(?:vmware )?(?:vcenter|vcsa)(?: server)?(?: appliance)?,? )?(?:version:? ?)?v?/;
/** A letter names a patch; `u` is none, for it begins an update. */
const PATCH = "(?:[a-tv-z])?";
/** `8.0.3.00100` has a patch behind the update, and 9.0 and later the build behind that. */
const NUMBERS = `\\.(\\d{1,4})(?:${PATCH}|(?:\\.\\d{1,9})?(?:\\.\\d{5,12})?)`;
/** `build-24262322`, `Build 22357613`; without the word, a build is known by its length. */
const BUILD = "(?:build[ :-]{0,3}\\d{1,12}|\\d{5,12})";
const BUILD_AT_END = `(?:,? ?\\(${BUILD}\\)|(?:,? |,| ?- ?)${BUILD})?`;
const VERSION = new RegExp(
  `^(\\d{1,4})\\.(\\d{1,4})(?:${NUMBERS}| ?u(?:pdate)? ?(\\d{1,4})${PATCH}|${PATCH})${BUILD_AT_END}$`,
);

/** A version as people paste it; null for text that is no vCenter version. */
export function parseVCenterVersion(text: string): VCenterVersion | null {
  const [match, major, minor, third, update] = VERSION.exec(simplify(text).replace(PRODUCT, "")) ?? [];
  if (match === undefined) return null;
  return { major: Number(major), minor: Number(minor), update: Number(third ?? update ?? 0) };
}

/** In lower case, with single plain blanks and plain hyphens; what cannot be seen is left out. */
function simplify(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
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
