import type { Statement } from "../../src/validation/statements/statement.ts";
import type { RemedyOnRecord } from "../../src/validation/verdict-on-record.ts";
import type { Audience } from "../../src/validation/words/audience.ts";
import { sayRemedy } from "../../src/validation/words/remedy-words.ts";
import { sayStatement } from "../../src/validation/words/say.ts";
import { REMEDY_EXAMPLES } from "./remedy-examples.ts";
import { STATEMENT_EXAMPLES } from "./statement-examples.ts";

const INTRODUCTION = `# What verdicts say

<!-- Generated from src/validation/words. Write it anew: npm run generate -->

Each statement and each remedy, with example arguments. The message is in bold; where there is nothing more to
explain, the explanation is the message. The provider's administrator reads every name. A tenant reads no name of
a vCenter, a cluster, a key provider, a KMS or a storage volume. Where both read the same, it is here once.`;

const OLDER_REMEDIES: readonly RemedyOnRecord[] = [
  { action: "POWER_OFF", keptText: "Power off VM ericTpmVm." },
  { action: "RETIRED_REMEDY", keptText: null },
];

export function renderWords(): string {
  const statements = groups(STATEMENT_EXAMPLES, ({ id }) => id, sayBoth);
  const remedies = groups([...REMEDY_EXAMPLES, ...OLDER_REMEDIES], ({ action }) => action, sayRemedy);
  return [INTRODUCTION, "## Statements", ...statements, "## Remedies", ...remedies].join("\n\n").concat("\n");
}

function groups<E>(examples: readonly E[], nameOf: (one: E) => string, say: (one: E, to: Audience) => string) {
  const names = [...new Set(examples.map(nameOf))];
  return names.map((name) => {
    const lines = examples.filter((one) => nameOf(one) === name).flatMap((one) => renderExample(one, say));
    return [`### ${name}`, "", ...lines].join("\n");
  });
}

function renderExample<E>(example: E, say: (one: E, to: Audience) => string): string[] {
  const [provider, tenant] = [say(example, "provider"), say(example, "tenant")];
  return provider === tenant ? [`- ${provider}`] : [`- Provider: ${provider}`, `- Tenant: ${tenant}`];
}

function sayBoth(what: Statement, to: Audience): string {
  const { message, explanation } = sayStatement(what, to);
  return message === explanation ? message : `**${message}** ${explanation}`;
}
