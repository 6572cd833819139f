import { readFileSync } from "node:fs";

/** A verdict as a version of the gateway stored it; each version's file stays for good. */
export function readVerdictFixture(version: 0 | 1): object {
  return JSON.parse(readFileSync(new URL(`../fixtures/verdicts/version-${version}.json`, import.meta.url), "utf8"));
}

/** The same, as if some rule, statement or remedy had been retired since: its name is one that nobody knows. */
export function withRetired(stored: object, ...names: readonly string[]): object {
  const text = names.reduce(
    (json, name) => json.replaceAll(`"${name}"`, `"${retiredNameOf(name)}"`),
    JSON.stringify(stored),
  );
  return JSON.parse(text);
}

export const retiredNameOf = (name: string) => `old-${name}`;
