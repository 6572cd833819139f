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

export class Refusal extends Error {
  override name = "Refusal";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
