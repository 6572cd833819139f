import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { packageRoot } from "../../src/inventory/database/package-root.ts";

export interface SourceFile {
  /** From the package's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** The path of the imported file, or null for a package. */
  readonly file: string | null;
}

/** All source files below a folder, with what they import, for their types included. */
export async function readSourceFiles(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(join(packageRoot, folder), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => toPath(join(entry.parentPath, entry.name)))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const text = withoutComments(await readFile(join(packageRoot, path), "utf8"));
      const imports = specifiersOf(text).map((specifier) => ({
        specifier,
        file: specifier.startsWith(".") ? toPath(join(packageRoot, dirname(path), specifier)) : null,
      }));
      return { path, text, imports };
    }),
  );
}

/** The package of a specifier: `drizzle-orm` of `drizzle-orm/pg-core`. Node's own modules keep their whole name. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function specifiersOf(text: string): string[] {
  const statements = /^\s*(?:import|export)\s(?:[^"';]*?\bfrom\s*)?["']([^"']+)["']/gm;
  const calls = /\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g;
  return [...text.matchAll(statements), ...text.matchAll(calls)].map(([, specifier]) => specifier ?? "");
}

/** Blanks comments; a string that looks like one is none of an import's. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function toPath(file: string): string {
  return relative(packageRoot, file).split(sep).join("/");
}
