import type { Fact } from "./facts.ts";
import { GUEST_OS_GROUPS } from "./guest-os-table.ts";
import type { GuestFamily } from "./vocabulary.ts";

export interface GuestOs {
  readonly family: GuestFamily;
  /** Null where nobody can name it. */
  readonly fullName: string | null;
  /** Whether the guest OS supports a TPM; null is not known. */
  readonly tpmEligible: Fact<boolean>;
}

const UNKNOWN_GUEST_OS: GuestOs = { family: "UNKNOWN", fullName: null, tpmEligible: null };

const guestOses: ReadonlyMap<string, GuestOs> = new Map(
  GUEST_OS_GROUPS.flatMap(({ family, tpmEligible, fullNames }) =>
    Object.entries(fullNames).map(([guestId, fullName]) => [guestId, { family, fullName, tpmEligible }]),
  ),
);

/** The guest OS behind a vSphere guestId, which is compared exactly; one that is in no table is not known. */
export function findGuestOs(guestId: Fact<string>): GuestOs {
  return (guestId === null ? undefined : guestOses.get(guestId)) ?? UNKNOWN_GUEST_OS;
}
