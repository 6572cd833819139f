/** One thing that is wrong with an estate file. */
export interface EstateError {
  /** Where: `vms[3].tpm`; empty for the file as a whole. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  /** One line, without the path. */
  readonly message: string;
}

export type PathStep = string | number;

export function estateError(path: readonly PathStep[], found: string, expected: string, advice = ""): EstateError {
  return { path: formatPath(path), found, expected, message: `found ${found}, expected ${expected}${advice}` };
}

export function formatPath(path: readonly PathStep[]): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === "number") return `${written}[${step}]`;
    if (!/^[$\w]+$/.test(step)) return `${written}[${JSON.stringify(step)}]`;
    return written === "" ? step : `${written}.${step}`;
  }, "");
}

const LONGEST_QUOTATION = 60;

/** What a value is, in the file's own notation and no longer than a line has room for. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const characters = [...value];
  if (characters.length <= LONGEST_QUOTATION) return JSON.stringify(value);
  return `${JSON.stringify(`${characters.slice(0, LONGEST_QUOTATION).join("")}…`)} (${characters.length} characters)`;
}
