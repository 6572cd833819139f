import type { Fact } from "./facts.ts";
import { GUEST_OS_RELEASES } from "./guest-os-releases.ts";
import { GUEST_OS_GROUPS } from "./guest-os-table.ts";
import type { VCenterVersion } from "./versions.ts";
import type { GuestFamily } from "./vocabulary.ts";

export interface GuestOs {
  readonly family: GuestFamily;
  /** Null where nobody can name it. */
  readonly fullName: string | null;
  /** Whether the guest OS supports a TPM; null is not known. */
  readonly tpmEligible: Fact<boolean>;
  /** The vCenter that was the first to know its guestId; null where all do, and where the guest OS is not known. */
  readonly sinceVCenter: VCenterVersion | null;
}

const UNKNOWN_GUEST_OS: GuestOs = { family: "UNKNOWN", fullName: null, tpmEligible: null, sinceVCenter: null };

/** Microsoft's requirements; other vendors have none. */
const NEED_TPM: ReadonlySet<string> = new Set(["windows11_64Guest", "windows12_64Guest"]);

const releases: ReadonlyMap<string, VCenterVersion> = new Map(
  GUEST_OS_RELEASES.flatMap(({ vcenter, guestIds }) => guestIds.map((guestId) => [guestId, vcenter])),
);

const guestOses: ReadonlyMap<string, GuestOs> = new Map(
  GUEST_OS_GROUPS.flatMap(({ family, tpmEligible, fullNames }) =>
    Object.entries(fullNames).map(([guestId, fullName]) => [
      guestId,
      { family, fullName, tpmEligible, sinceVCenter: releases.get(guestId) ?? null },
    ]),
  ),
);

/** The guest OS behind a vSphere guestId, which is compared exactly; one that is in no table is not known. */
export function findGuestOs(guestId: Fact<string>): GuestOs {
  return (guestId === null ? undefined : guestOses.get(guestId)) ?? UNKNOWN_GUEST_OS;
}

/** Whether the guest OS's vendor requires a TPM. False where the guest OS is not known. */
export function guestRequiresTpm(guestId: Fact<string>): boolean {
  return guestId !== null && NEED_TPM.has(guestId);
}
