import type { Rule } from "./rule.ts";
import { WORKFLOWS } from "./vocabulary.ts";
import { WORKFLOW_ENTRIES } from "./workflows.ts";

/** The rules as a page for people: what each checks, for what, where it holds, and who says so. */
export function renderRules(rules: readonly Rule[]): string {
  return [INTRODUCTION, ...rules.map(renderRule)].join("\n\n").concat("\n");
}

const INTRODUCTION = `# Rules

<!-- Generated from src/validation/catalogue.ts. Write it anew: UPDATE_GOLDEN=1 npx vitest run test/validation/docs.test.ts -->

In the order in which an administrator would fix things. The order never changes the decision: one
rule that blocks is enough to be BLOCKED, and one that misses a fact is enough to be UNDETERMINED.`;

function renderRule({ id, title, checks, source, scope }: Rule): string {
  const titles = WORKFLOWS.map((workflow) => WORKFLOW_ENTRIES[workflow])
    .filter((entry) => entry.rules.includes(id))
    .map((entry) => entry.title);
  return `## ${id}

**${title}.** ${checks}

- Asked ${scope === "WHOLE" ? "once, of the whole" : "of each VM concerned"}
- Workflows: ${listWorkflows(titles)}
- Source: ${source}`;
}

function listWorkflows(titles: readonly string[]): string {
  if (titles.length === WORKFLOWS.length) return "all";
  return titles.length === 0 ? "none; synchronising a catalog asks it of each template" : titles.join(", ");
}
