import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/inventory/database/package-root.ts";

test("the migrations make what the tables say: there is nothing to generate", async () => {
  const folder = await mkdtemp(join(tmpdir(), "vtpm-migrations-"));
  const copy = join(folder, "migrations");
  await cp(join(packageRoot, "migrations"), copy, { recursive: true });
  const before = await readdir(copy);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(packageRoot, "node_modules", "drizzle-kit", "bin.cjs"),
      "generate",
      "--dialect=postgresql",
      "--casing=snake_case",
      "--schema=./schema/tables/index.ts",
      // drizzle-kit puts "./" before every path.
      `--out=${relative(packageRoot, copy)}`,
    ],
    { cwd: packageRoot },
  );
  expect(await readdir(copy)).toEqual(before);
  expect(stdout).toContain("No schema changes");
  await rm(folder, { recursive: true });
});
