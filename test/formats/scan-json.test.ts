import fc from "fast-check";
import { expect, test } from "vitest";
import { scanJson } from "../../src/formats/scan-json.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const pieces = ["{", "}", "[", "]", ":", ",", '"a"', '"b\\n"', "1", "-0", "01", "1.", "1e5", "true", "nul", " ", "\n"];
const odd = ["\u007f", '"\u007f"', '"\t"', "\\", "\ufeff", '"\ud800"', '"\\u12"', '"'];

test("finds a syntax error exactly where JSON.parse does not read the text", () => {
  const texts = fc.array(fc.constantFrom(...pieces, ...odd), { maxLength: 9 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      expect(scanJson(text).syntaxError === null).toBe(isJson(text));
    }),
    { numRuns: 20_000 },
  );
});

test("the text before the error could still have become JSON", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, position) => {
      const { syntaxError } = scanJson(`${text.slice(0, position)}\u0001`);
      expect(syntaxError?.offset).toBeLessThanOrEqual(Math.min(position, text.length));
    }),
  );
});

test("names each repeated key by its path, in whatever depth", () => {
  expect(scanJson('{"a": 1, "b": [{"c": 1, "c": 2, "\\u0063": 3}], "a": {"a": 0}}').repeatedKeys).toEqual([
    ["b", 0, "c"],
    ["b", 0, "c"],
    ["a"],
  ]);
});
