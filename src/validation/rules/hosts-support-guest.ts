import type { PlaceFacts } from "../facts.ts";
import { findGuestOs } from "../guest-os.ts";
import { recordHighestHardware } from "../remedies.ts";
import { changeGuestOs, chooseOtherVdc, recordHardware } from "../remedies-of-hardware.ts";
import { block, type JudgedSubject, type Judgement, pass, type RuleInput, unknown } from "../rule.ts";
import { definePrerequisiteOfPlace } from "../rule-kinds.ts";
import { destinationCluster, hardwareOf } from "../statements/named.ts";
import { FIRST_HARDWARE_OF_70U2, FIRST_HARDWARE_WITH_TPM } from "../versions.ts";
import type { GuestFamily } from "../vocabulary.ts";

type KnownFamily = Exclude<GuestFamily, "UNKNOWN">;

const LEAST_HARDWARE: Readonly<Record<KnownFamily, number>> = {
  WINDOWS: FIRST_HARDWARE_WITH_TPM,
  LINUX: FIRST_HARDWARE_OF_70U2,
  OTHER: FIRST_HARDWARE_WITH_TPM,
};

/** The oldest host of a cluster shows by the highest hardware version that all of its hosts run. */
export const hostsSupportGuest = definePrerequisiteOfPlace({
  id: "hosts-support-guest",
  title: "The hosts of the destination support a TPM for this guest OS",
  checks:
    "The destination cluster's oldest host is ESXi 6.7 or later for a Windows guest (its highest hardware version is 14 or later), 7.0 Update 2 or later for a Linux guest (19 or later).",
  source: "vSphere Security: requirements of a virtual TPM; KB 2007240 and 1003746: hardware versions by ESXi release.",
  judgeAt(subject, destination, input) {
    const { family } = findGuestOs(subject.guestId);
    if (family !== "UNKNOWN") return judgeHosts(subject, destination, family, input);
    const forWindows = judgeHosts(subject, destination, "WINDOWS", input);
    const forLinux = judgeHosts(subject, destination, "LINUX", input);
    if (forWindows.outcome === forLinux.outcome) return forWindows;
    const vm = hardwareOf(subject, "guestId", input);
    return unknown(
      { id: "hosts-are-unknown", ...vm, at: destinationCluster(destination), family, least: FIRST_HARDWARE_OF_70U2 },
      [vm.hardware === "is" ? recordHardware("guestId", subject, input) : changeGuestOs(subject, input)],
    );
  },
});

function judgeHosts(subject: JudgedSubject, place: PlaceFacts, family: KnownFamily, input: RuleInput): Judgement {
  const highest = place.cluster.maxHardwareVersion;
  const least = LEAST_HARDWARE[family];
  const said = { at: destinationCluster(place), family, least };
  const vm = hardwareOf(subject, "guestId", input);
  if (highest === null) return unknown({ id: "hosts-are-unknown", ...vm, ...said }, [recordHighestHardware(place)]);
  if (highest >= least) return pass({ id: "hosts-support-guest", ...said });
  return block({ id: "hosts-are-too-old", ...vm, ...said, highest }, [chooseOtherVdc(subject, least, input)]);
}
