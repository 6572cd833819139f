import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

/** The file holds exactly this text; UPDATE_GOLDEN=1 writes it instead. The path is from the project's root. */
export function expectGolden(path: string, text: string): void {
  const url = new URL(`../../${path}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN) writeFileSync(url, text);
  expect(text, `${path} is out of date; UPDATE_GOLDEN=1 writes it anew`).toBe(readFileSync(url, "utf8"));
}
