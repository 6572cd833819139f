export type ChangeRefusalCode =
  | "NAME_TAKEN"
  | "NOT_REGISTERED"
  | "ALREADY_MOUNTED"
  | "NOT_MOUNTED"
  | "INVALID_VALUE"
  | "KMS_IN_USE"
  | "KEY_PROVIDER_NOT_NATIVE"
  | "KEY_PROVIDER_NOT_BACKED_UP"
  | "VCENTER_TOO_OLD"
  | "STORAGE_IN_USE"
  | "FACT_ALREADY_KNOWN"
  | "FACT_NOT_KNOWN"
  | "VCENTER_NOT_CONNECTED"
  | "INVALID_POWER_STATE"
  | "VM_LOCKED"
  | "VM_NOT_POWERED_OFF"
  | "NO_SNAPSHOTS"
  | "ALREADY_PUBLISHED"
  | "NOT_PUBLISHED"
  | "HAS_SUBSCRIBERS"
  | "ALREADY_SUBSCRIBED"
  | "NOT_SUBSCRIBED"
  | "CATALOG_NOT_EMPTY";

/** Why a change of the estate is refused: about what was asked, and what was asked for is not done. */
export interface ChangeRefusal {
  readonly code: ChangeRefusalCode;
  readonly message: string;
  /** Path of the input's field at fault. */
  readonly field: string[] | null;
}

interface Refused {
  readonly done: null;
  readonly refusal: ChangeRefusal;
}

export type Changed<T> = { readonly done: T; readonly refusal: null } | Refused;

export const done = <T>(value: T): Changed<T> => ({ done: value, refusal: null });
export const refused = (code: ChangeRefusalCode, message: string, field: string[] | null): Refused => ({
  done: null,
  refusal: { code, message, field },
});

/** A field's path as it is written in a message: `vms[0].guestId`. */
export const formatPath = (field: readonly string[]): string => field.join(".").replace(/\.(\d+)/g, "[$1]");
