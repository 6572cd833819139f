import { describeValue, type EstateError, estateError } from "./estate-error.ts";
import type { ParsedText } from "./parsed-text.ts";
import { scanJson } from "./scan-json.ts";

export function parseJson(text: string): ParsedText {
  const { syntaxError, repeatedKeys } = scanJson(text);
  const errors = repeatedKeys.map((path) => estateError(path, "the key again", "each key of an object once"));
  if (!syntaxError) return { value: JSON.parse(text), errors, readable: true };
  return { value: null, errors: [describeSyntaxError(text, syntaxError), ...errors], readable: false };
}

function describeSyntaxError(text: string, { offset, expected }: { offset: number; expected: string }): EstateError {
  const before = text.slice(0, offset).split("\n");
  const position = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  const next = /^\S{1,20}/u.exec(text.slice(offset, offset + 40))?.[0];
  const found = next === undefined ? "the end of the file" : describeValue(next);
  return estateError([], `${found} at ${position}, which is not JSON`, expected);
}
