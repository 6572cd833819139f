import { extname } from "node:path";
import { checkBackups, checkMachines, checkVersions } from "./check-machines.ts";
import { checkReferences } from "./check-references.ts";
import { checkUniqueNames } from "./check-unique-names.ts";
import { openDirectory } from "./estate-directory.ts";
import { type EstateError, estateError } from "./estate-error.ts";
import type { Estate } from "./estate-schema.ts";
import { checkShape } from "./estate-shape.ts";
import { parseJson } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";

/** Either the estate, or everything that is wrong with the file. */
export type ParsedEstate =
  | { readonly estate: Estate; readonly errors: readonly [] }
  | { readonly estate: null; readonly errors: readonly EstateError[] };

/**
 * @param fileName Decides by its extension: `.yaml` and `.yml` are YAML, all else is JSON. Null: there is no name,
 * and a text that begins with a brace is JSON, all else YAML.
 */
export function parseEstate(bytes: Uint8Array, fileName: string | null): ParsedEstate {
  const text = decode(bytes);
  if (typeof text !== "string") return refuse([text]);
  const isYaml = fileName === null ? !/^\s*\{/.test(text) : /^\.ya?ml$/i.test(extname(fileName));
  const parsed = isYaml ? parseYaml(text) : parseJson(text);
  if (!parsed.readable) return refuse(parsed.errors);
  const { errors: shapeErrors, draft } = checkShape(parsed.value);
  const directory = openDirectory(draft);
  const errors = [
    ...parsed.errors,
    ...shapeErrors,
    ...checkVersions(draft),
    ...checkBackups(draft),
    ...checkUniqueNames(draft, directory),
    ...checkReferences(draft, directory),
    ...checkMachines(draft),
  ];
  // With no error nothing was taken out of the draft: it is the whole estate.
  return errors.length === 0 ? { estate: draft as Estate, errors: [] } : refuse(errors);
}

const byPath = new Intl.Collator("en", { numeric: true });

function refuse(errors: readonly EstateError[]): ParsedEstate {
  return { estate: null, errors: errors.toSorted((one, other) => byPath.compare(one.path, other.path)) };
}

/** The text, without a byte order mark; or what is wrong with it. */
function decode(bytes: Uint8Array): string | EstateError {
  if (bytes.length === 0) return estateError([], "an empty file (0 bytes)", "an estate file");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const rewritten = Buffer.from(Buffer.from(bytes).toString("utf8"), "utf8");
    const offset = bytes.findIndex((byte, index) => byte !== rewritten[index]);
    return estateError([], `a byte that is not UTF-8 at offset ${offset}`, "UTF-8 text");
  }
}
