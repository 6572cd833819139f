import { detectTpmCapability } from "./capability.ts";
import type { HardwareAlternative } from "./choose-hardware.ts";
import type { Fact, PlaceFacts } from "./facts.ts";
import { findGuestOs } from "./guest-os.ts";

/**
 * Whether a VDC supports no TPM for a VM whose own is optional, so that it may be left out there. What the
 * guest OS, firmware or hardware version lacks is nothing that the VDC could support.
 */
export function canLeaveOutTpm(
  { tpm, tpmIsOptional }: Pick<HardwareAlternative, "tpm" | "tpmIsOptional">,
  guestId: Fact<string>,
  destination: PlaceFacts,
): boolean {
  if (!tpm || !tpmIsOptional) return false;
  const { supported, guestFamilies } = detectTpmCapability(destination);
  const { family } = findGuestOs(guestId);
  return !supported || ((family === "WINDOWS" || family === "LINUX") && !guestFamilies.includes(family));
}
