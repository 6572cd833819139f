import type { PathStep } from "./estate-error.ts";

/** What JSON.parse does not tell: where the text stops being JSON, and which keys are there twice. */
export interface JsonScan {
  readonly syntaxError: { readonly offset: number; readonly expected: string } | null;
  readonly repeatedKeys: readonly (readonly PathStep[])[];
}

type Expectation = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or }" | "comma or ]" | "end";

const EXPECTED: Readonly<Record<Expectation, string>> = {
  value: "a value",
  "value or ]": "a value or ]",
  key: "a key in double quotes",
  "key or }": "a key in double quotes or }",
  colon: "a colon",
  "comma or }": "a comma or }",
  "comma or ]": "a comma or ]",
  end: "the end of the file",
};

const WHITESPACE = /[ \t\n\r]*/y;
/** Inside a string: all from the space upwards, without the quotation mark and the backslash. */
const TOKEN =
  /[{}[\]:,]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

interface Frame {
  readonly keys: Set<string> | null;
  step: PathStep;
}

/** Keeps its own stack, so that no depth of nesting can exhaust the program's. */
export function scanJson(text: string): JsonScan {
  const frames: Frame[] = [];
  const repeatedKeys: PathStep[][] = [];
  let expectation: Expectation = "value";
  let offset = 0;
  for (;;) {
    offset += matchAt(WHITESPACE, text, offset).length;
    const token = matchAt(TOKEN, text, offset);
    if (token === "" && offset === text.length && expectation === "end") return { syntaxError: null, repeatedKeys };
    const next: Expectation | null = token === "" ? null : follow(expectation, token, frames, repeatedKeys);
    if (next === null) return { syntaxError: { offset, expected: EXPECTED[expectation] }, repeatedKeys };
    expectation = next;
    offset += token.length;
  }
}

function matchAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? "";
}

/** What may come after the token; null where the token may not come here. */
function follow(
  expectation: Expectation,
  token: string,
  frames: Frame[],
  repeatedKeys: PathStep[][],
): Expectation | null {
  const frame = frames.at(-1);
  switch (expectation) {
    case "key or }":
      if (token === "}") return close(frames);
      return takeKey(token, frames, repeatedKeys);
    case "key":
      return takeKey(token, frames, repeatedKeys);
    case "colon":
      return token === ":" ? "value" : null;
    case "comma or }":
      if (token === "}") return close(frames);
      return token === "," ? "key" : null;
    case "comma or ]":
      if (token === "]") return close(frames);
      if (token !== "," || typeof frame?.step !== "number") return null;
      frame.step++;
      return "value";
    case "value or ]":
      return token === "]" ? close(frames) : open(token, frames);
    case "value":
      return open(token, frames);
    case "end":
      return null;
  }
}

function open(token: string, frames: Frame[]): Expectation | null {
  if (token === "{") {
    frames.push({ keys: new Set(), step: "" });
    return "key or }";
  }
  if (token === "[") {
    frames.push({ keys: null, step: 0 });
    return "value or ]";
  }
  return /^[}\]:,]/.test(token) ? null : afterValue(frames);
}

function close(frames: Frame[]): Expectation {
  frames.pop();
  return afterValue(frames);
}

function afterValue(frames: readonly Frame[]): Expectation {
  const frame = frames.at(-1);
  if (!frame) return "end";
  return frame.keys ? "comma or }" : "comma or ]";
}

function takeKey(token: string, frames: readonly Frame[], repeatedKeys: PathStep[][]): Expectation | null {
  const frame = frames.at(-1);
  if (!token.startsWith('"') || !frame?.keys) return null;
  const key: string = JSON.parse(token);
  frame.step = key;
  if (frame.keys.has(key)) repeatedKeys.push(frames.map(({ step }) => step));
  frame.keys.add(key);
  return "colon";
}
