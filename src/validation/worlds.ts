import { isHomeConsistent } from "./encryption.ts";
import type { SubjectFacts, TemplateFacts } from "./facts.ts";
import { invariant } from "./invariant.ts";
import type { Judgement } from "./rule.ts";
import type { Doubt } from "./statements/statement.ts";
import { TPM_PROVISIONINGS } from "./vocabulary.ts";

/** A subject, and the template that it is of, as they may be: nothing is left open that decides which rules hold. */
export interface World {
  readonly subject: SubjectFacts;
  readonly template: TemplateFacts | null;
  /** Its TPM, or the lack of one, is assumed. */
  readonly tpmIsAssumed: boolean;
}

/** Every way in which the facts that are missing may turn out; one where none is. */
export function listWorlds(subject: SubjectFacts, template: TemplateFacts | null): readonly World[] {
  const tpmIsAssumed = subject.tpm === "UNKNOWN";
  const tpms = subject.tpm === "UNKNOWN" ? (["PRESENT", "NOT_PRESENT"] as const) : [subject.tpm];
  const policies = subject.encryptedByPolicy === null ? [false, true] : [subject.encryptedByPolicy];
  const worlds = tpms.flatMap((tpm) =>
    policies.flatMap((encryptedByPolicy) => {
      const supposed = { ...subject, tpm, encryptedByPolicy };
      return isHomeConsistent(supposed)
        ? listTemplates(template).map((one) => ({ subject: supposed, template: one, tpmIsAssumed }))
        : [];
    }),
  );
  invariant(worlds.length > 0, "what is recorded of a VM's home can be so");
  return worlds;
}

function listTemplates(template: TemplateFacts | null): readonly (TemplateFacts | null)[] {
  if (template === null || template.tpmProvisioning !== null) return [template];
  return TPM_PROVISIONINGS.map((tpmProvisioning) => ({ ...template, tpmProvisioning }));
}

export interface WorldJudgement {
  readonly world: World;
  readonly judgement: Judgement;
}

/** What the worlds come to. `doubt` is set where some block and others do not. */
export interface Combined {
  readonly judgement: Judgement;
  readonly doubt: Doubt | null;
}

/**
 * A missing fact matters only where some value of it would block: then nobody knows. Where it would merely
 * warn, it is warned of; and where nothing depends on it, nothing is said of it.
 */
export function combineWorlds(judged: readonly WorldJudgement[]): Combined {
  const find = (outcome: Judgement["outcome"]) => judged.find((one) => one.judgement.outcome === outcome)?.judgement;
  const [first] = judged;
  invariant(first, "there is a world");
  const block = find("BLOCK");
  if (block) {
    const isSettled = judged.every(({ judgement }) => judgement.outcome === "BLOCK");
    return { judgement: block, doubt: isSettled ? null : findDoubt(judged) };
  }
  const judgement = find("UNKNOWN") ?? find("WARN") ?? find("PASS") ?? first.judgement;
  return { judgement, doubt: null };
}

/** The fact on which the block hangs: the first of those that are missing whose values come to different ends. */
function findDoubt(judged: readonly WorldJudgement[]): Doubt {
  const name = judged[0]?.world.subject.name ?? "";
  const hangsOn = (fact: (world: World) => unknown) => {
    const blockedBy = new Map<unknown, Set<boolean>>();
    for (const { world, judgement } of judged) {
      const ends = blockedBy.get(fact(world)) ?? new Set();
      blockedBy.set(fact(world), ends.add(judgement.outcome === "BLOCK"));
    }
    const ends = [...blockedBy.values()].map((set) => [...set].sort().join());
    return new Set(ends).size > 1;
  };
  if (hangsOn(({ subject }) => subject.tpm)) return { fact: "tpm", vm: name };
  const template = judged[0]?.world.template;
  if (template && hangsOn((world) => world.template?.tpmProvisioning)) {
    return { fact: "template-provisioning", template: template.name };
  }
  return { fact: "encryption", vm: name };
}
