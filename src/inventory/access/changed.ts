import type { OperationRefusal, OperationRefusalCode } from "../../validation/operations/refusal.ts";

/** Why a change of the estate is refused: about what was asked, and what was asked for is not done. */
export interface ChangeRefusal {
  readonly code: OperationRefusalCode;
  /** In words for who asked. */
  readonly message: string;
  /** Path of the input's field at fault. */
  readonly field: string[] | null;
}

/** What a change came to, for who asked. */
export type Changed<T> = Done<T> | { readonly done: null; readonly refusal: ChangeRefusal };

/** The same before it is put into words. */
export type Decided<T> = Done<T> | Refused;

interface Done<T> {
  readonly done: T;
  readonly refusal: null;
}

interface Refused {
  readonly done: null;
  readonly refusal: OperationRefusal & Pick<ChangeRefusal, "field">;
}

export const done = <T>(value: T): Done<T> => ({ done: value, refusal: null });
export const refused = ({ code, what }: OperationRefusal, field: string[] | null): Refused => ({
  done: null,
  refusal: { code, what, field },
});

/** What validation answers, with the input's field that it is about: null where it may be done. */
export const refusedIf = (refusal: OperationRefusal | null, field: string[] | null): Refused | null =>
  refusal && refused(refusal, field);

/** A field's path as it is written in a message: `vms[0].guestId`. */
export const formatPath = (field: readonly string[]): string => field.join(".").replace(/\.(\d+)/g, "[$1]");
