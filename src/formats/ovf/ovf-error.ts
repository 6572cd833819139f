import { describeValue } from "../estate-error.ts";

/** One thing that is wrong with an OVF descriptor. */
export interface OvfError {
  /** From 1; null where it concerns the descriptor as a whole. */
  readonly line: number | null;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number | null;
  readonly found: string;
  readonly expected: string;
  /** One line, with the position where it is known. */
  readonly message: string;
}

/** The same while the descriptor is being read: where in the text, not yet on which line. */
export interface OvfFault {
  readonly offset: number | null;
  readonly found: string;
  readonly expected: string;
}

/** An error is one line, even where a descriptor has a name of a million characters. */
const LONGEST_PHRASE = 240;

/** Where something is in a text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** In the order of the text. One pass, however many there are. */
export function locate<T extends { readonly offset: number }>(text: string, things: readonly T[]): (T & Position)[] {
  const lineBreaks = text.matchAll(/\r\n|[\r\n]/g);
  let line = 1;
  let lineStart = 0;
  let next = lineBreaks.next();
  return things
    .toSorted((one, other) => one.offset - other.offset)
    .map((thing) => {
      const { offset } = thing;
      while (!next.done && next.value.index + next.value[0].length <= offset) {
        line += 1;
        lineStart = next.value.index + next.value[0].length;
        next = lineBreaks.next();
      }
      return { ...thing, line, column: offset - lineStart + 1 };
    });
}

/** Those that concern the descriptor as a whole come first. */
export function locateFaults(text: string, faults: readonly OvfFault[]): OvfError[] {
  const somewhere = faults.flatMap(({ offset, ...fault }) => (offset === null ? [] : [{ offset, ...fault }]));
  const wholly = faults
    .filter(({ offset }) => offset === null)
    .map((fault) => ({ ...fault, line: null, column: null }));
  return [...wholly, ...locate(text, somewhere)].map(({ line, column, ...fault }) => {
    const found = shorten(fault.found);
    const expected = shorten(fault.expected);
    const where = line === null ? "" : `line ${line}, column ${column}: `;
    return { line, column, found, expected, message: `${where}found ${found}, expected ${expected}` };
  });
}

/** Text of the descriptor as an error quotes it: on one line, and no longer than a line has room for. */
export function quote(text: string): string {
  return text === "" ? "nothing" : describeValue(text);
}

export function shorten(phrase: string): string {
  if (phrase.length <= LONGEST_PHRASE) return phrase;
  return `${[...phrase.slice(0, 2 * LONGEST_PHRASE)].slice(0, LONGEST_PHRASE).join("")}…`;
}
