import { Refusal } from "../inventory/access/refusal.ts";

/** GraphQL lets null stand for every input that may be left out; here it would mean nothing. */
export function refuseNull<T>(value: T | null | undefined, path: string): T | undefined {
  if (value === null)
    throw new Refusal("BAD_USER_INPUT", `${path}: found null, expected a value; leave it out to keep it as it is.`);
  return value;
}

const MAX_TEXT_LENGTH = 255;

/** Text that says something, or null: an empty fingerprint or build would count as a known one. */
export function checkText<T extends string | null | undefined>(text: T, path: string): T {
  if (text == null || (text.trim() !== "" && text.length <= MAX_TEXT_LENGTH)) return text;
  const found = text.length > MAX_TEXT_LENGTH ? `${text.length} characters` : JSON.stringify(text);
  throw new Refusal(
    "BAD_USER_INPUT",
    `${path}: found ${found}, expected 1 to ${MAX_TEXT_LENGTH} characters, not all blank.`,
  );
}

export function checkPort(port: number, path: string): number {
  if (port < 1 || port > 65_535) throw new Refusal("BAD_USER_INPUT", `${path}: found ${port}, expected 1 to 65535.`);
  return port;
}

export function checkCount(count: number, path: string): number {
  if (count < 0) throw new Refusal("BAD_USER_INPUT", `${path}: found ${count}, expected 0 or more.`);
  return count;
}
