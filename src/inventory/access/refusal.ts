/**
 * The request is at fault, or not permitted: the second kind of "no". The domain's own "no" is a
 * verdict, and a fault of the program is a `Bug`.
 */
export type RefusalCode =
  | "BAD_USER_INPUT"
  | "NOT_FOUND"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "LIMIT_EXCEEDED"
  | "CONFLICT";

/**
 * INVARIANT: where one field of the input is at fault, the message begins with its path and a colon:
 * `input.vmId: found …`.
 */
export class Refusal extends Error {
  override name = "Refusal";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }

  /** The path of the input's field at fault, as a mutation's user errors have it; null where no single field is. */
  get field(): string[] | null {
    const [, path = ""] = /^(?:input\b\.?)?((?:\.?\w+|\[\d+\])*): /.exec(this.message) ?? [];
    return path.match(/\w+/g);
  }
}
