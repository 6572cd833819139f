import type { EstateError } from "./estate-error.ts";

/** What a text format makes of a file, before anybody asks whether it is an estate. */
export interface ParsedText {
  readonly value: unknown;
  readonly errors: readonly EstateError[];
  /** False: the text is none of that format, so that there is no value to judge. */
  readonly readable: boolean;
}
