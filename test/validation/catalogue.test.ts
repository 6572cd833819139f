import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../src/validation/catalogue.ts";
import { RULE_IDS, WORKFLOWS } from "../../src/validation/vocabulary.ts";
import { WORKFLOW_ENTRIES } from "../../src/validation/workflows.ts";

const root = new URL("../../", import.meta.url);
const namesIn = (folder: string, ending: string) =>
  readdirSync(new URL(folder, root))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const ids = [...RULE_IDS].sort();

test("the catalogue has every rule once, in the order of RULE_IDS", () => {
  expect(rules.map(({ id }) => id)).toEqual(RULE_IDS);
});

test("a rule's id is its file", () => {
  expect(namesIn("src/validation/rules", ".ts")).toEqual(ids);
  for (const id of RULE_IDS) {
    expect(readFileSync(new URL(`src/validation/rules/${id}.ts`, root), "utf8")).toContain(`id: "${id}"`);
  }
});

test("a rule's id is its test", () => {
  expect(namesIn("test/validation/rules", ".test.ts")).toEqual(ids);
  for (const id of RULE_IDS) {
    const text = readFileSync(new URL(`test/validation/rules/${id}.test.ts`, root), "utf8");
    expect(text).toMatch(new RegExp(`describeRule\\(\\s*"${id}"`));
  }
});

test("a rule's id is its heading in docs/rules.md", () => {
  const headings = readFileSync(new URL("docs/rules.md", root), "utf8").matchAll(/^## (.+)$/gm);
  expect([...headings].map(([, heading]) => heading)).toEqual(RULE_IDS);
});

test("every rule but the one of catalog synchronisation holds for some workflow", () => {
  const held = new Set(WORKFLOWS.flatMap((workflow) => WORKFLOW_ENTRIES[workflow].rules));
  expect(RULE_IDS.filter((id) => !held.has(id))).toEqual(["sync-carries-no-tpm-state"]);
});
