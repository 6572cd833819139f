import { decide } from "./decide.ts";
import type { PlaceFacts, SubjectFacts } from "./facts.ts";
import { collectPlaces, referTo } from "./places.ts";
import type { Verdict } from "./verdict.ts";
import type { RuleId } from "./vocabulary.ts";

const DECIDE_VISIBILITY: readonly RuleId[] = ["guest-os-supports-tpm", "firmware-is-efi"];

/** Whether a VM could get a TPM where it is, now: what reconfiguring it so would be told. */
export function judgeAttaching(
  subject: Omit<SubjectFacts, "tpmRequested" | "hardwareChanges" | "hardwareVersionBefore">,
  place: PlaceFacts,
): Verdict {
  return decide({
    workflow: "RECONFIGURE_VM",
    ...collectPlaces([place]),
    trusts: [],
    source: referTo(place),
    destination: referTo(place),
    request: { acknowledgedWarnings: [] },
    subjects: [{ ...subject, tpmRequested: true, hardwareChanges: [], hardwareVersionBefore: subject.hardwareVersion }],
  });
}

/**
 * Whether the TPM option is shown: the guest OS and the firmware are known to support a TPM.
 *
 * @param verdict On giving one VM a TPM.
 */
export function isTpmOptionVisible({ findings }: Pick<Verdict, "findings">): boolean {
  const visibility = findings.filter(({ rule }) => DECIDE_VISIBILITY.includes(rule));
  return visibility.every(({ outcome }) => outcome === "PASS");
}
