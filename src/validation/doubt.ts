import type { SubjectFacts } from "./facts.ts";
import { recordTpm } from "./remedies.ts";
import type { Remedy } from "./remedy.ts";
import { type Judgement, unknown } from "./rule.ts";
import type { Doubt } from "./statements/statement.ts";

/** A block that hangs on a missing fact is no block: the fact may turn out either way. */
export function soften(judgement: Judgement, doubt: Doubt, subject: SubjectFacts): Judgement {
  if (judgement.outcome !== "BLOCK") return judgement;
  return unknown({ id: "blocks-if", doubt, statement: judgement.what }, [
    settle(doubt, subject),
    ...judgement.remedies,
  ]);
}

function settle(doubt: Doubt, subject: SubjectFacts): Remedy {
  if (doubt.fact === "template-provisioning") return { action: "RECORD_MISSING_FACT", ...doubt };
  if (doubt.fact === "tpm") return recordTpm(subject);
  const { name: vm, vmId } = subject;
  return { action: "RECORD_MISSING_FACT", fact: "encryption", vm, ...(vmId !== undefined && { vmId }) };
}
