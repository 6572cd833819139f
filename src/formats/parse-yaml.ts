import { LineCounter, parseDocument } from "yaml";
import { type EstateError, estateError } from "./estate-error.ts";
import type { ParsedText } from "./parsed-text.ts";

/** A few bytes of aliases to aliases can stand for gigabytes; no honest estate repeats itself this often. */
const MOST_ALIASED_NODES = 100;

export function parseYaml(text: string): ParsedText {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
    // Silent, it would take the first of several documents for the whole.
    logLevel: "error",
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const errors = faults.map((fault) => {
      const { line, col } = lines.linePos(fault.pos[0]);
      if (fault.code === "MULTIPLE_DOCS") {
        return estateError([], `a second document at line ${line}`, "one document in the file");
      }
      return yamlError(fault.message, `line ${line}, column ${col}`);
    });
    return { value: null, errors, readable: false };
  }
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASED_NODES }), errors: [], readable: true };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { value: null, errors: [yamlError(error.message, "an alias")], readable: false };
  }
}

function yamlError(complaint: string, where: string): EstateError {
  const found = `text that is not YAML at ${where}`;
  return { path: "", found, expected: "YAML", message: `found ${found}: ${complaint.replaceAll("\n", " ")}` };
}
