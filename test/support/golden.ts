import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { packageRoot } from "../../src/inventory/database/package-root.ts";

/** Compares a generated file with what the code generates; `npm run generate` writes it anew. */
export async function expectGenerated(path: string, content: string): Promise<void> {
  const file = join(packageRoot, path);
  if (process.env.UPDATE_GOLDEN === "1") await writeFile(file, content);
  const found = await readFile(file, "utf8").catch(() => "");
  expect(found, `${path} is not what the code generates: npm run generate`).toBe(content);
}
