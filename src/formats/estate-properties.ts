import { Type } from "@sinclair/typebox";
import { FIRMWARES, POWER_STATES, TPM_STATUSES } from "../validation/vocabulary.ts";

/** What Postgres can hold: no NUL, and no half of a surrogate pair. */
const TEXT_PATTERN = "^[^\\u0000\\ud800-\\udfff]*$";
/** A name of blanks alone can be told from no other, and the API takes none either. */
const NAME_PATTERN = "^(?=\\s*\\S)[^\\u0000\\ud800-\\udfff]*$";
/** What a qualified reference starts with has no slash, so that `organization/vdc` has one reading. */
const QUALIFIER_PATTERN = "^(?=\\s*\\S)[^\\u0000\\ud800-\\udfff/]*$";
const SHA256_PATTERN = "^[0-9a-f]{64}$";
/** What the patterns ask for, as an error says it. */
export const PATTERN_MEANINGS: Readonly<Record<string, string>> = {
  [TEXT_PATTERN]: "text without NUL characters and unpaired surrogates",
  [NAME_PATTERN]: "text that is not all blank, without NUL characters and unpaired surrogates",
  [QUALIFIER_PATTERN]: "text that is not all blank, without slashes, NUL characters and unpaired surrogates",
  [SHA256_PATTERN]: "64 lower-case hexadecimal digits",
};
const LONGEST_NAME = 255;
const LARGEST_INTEGER = 2_147_483_647;

export const name = (description: string) =>
  Type.String({ minLength: 1, maxLength: LONGEST_NAME, pattern: NAME_PATTERN, description });
export const qualifier = (description: string) =>
  Type.String({ minLength: 1, maxLength: LONGEST_NAME, pattern: QUALIFIER_PATTERN, description });
export const text = (description: string) => Type.String({ minLength: 1, pattern: TEXT_PATTERN, description });
export const whole = (minimum: number, maximum: number, description: string) =>
  Type.Integer({ minimum, maximum, description });
export const list = <T extends ReturnType<typeof record>>(items: T, description: string) =>
  Type.Array(items, { description });
export const record = <T extends Parameters<typeof Type.Object>[0]>(properties: T, description: string) =>
  Type.Object(properties, { additionalProperties: false, description });

export const word = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>({ enum: [...values], description });
/** Not a union: one type with null gives one error, and the same completion in an editor. */
export const nameOrNull = (description: string) =>
  Type.Unsafe<string | null>({
    type: ["string", "null"],
    minLength: 1,
    maxLength: LONGEST_NAME,
    pattern: NAME_PATTERN,
    description,
  });

export const datastoreNames = (minItems: number, description: string) =>
  Type.Array(name("Name of a datastore of the same vCenter."), { minItems, uniqueItems: true, description });

export const vcenterNames = (description: string) =>
  Type.Array(name("Name of another vCenter."), { uniqueItems: true, description });

export const hardware = {
  guestId: Type.Optional(
    text("Guest operating system, by vSphere's guest id, e.g. windows2019srv_64Guest. Left out: not known."),
  ),
  firmware: Type.Optional(word(FIRMWARES, "BIOS or EFI; a TPM needs EFI. Left out: not known.")),
  hardwareVersion: Type.Optional(
    whole(3, 99, "Virtual hardware version: 19 is vmx-19; a TPM needs 14. Left out: not known."),
  ),
  tpm: Type.Optional(
    word(TPM_STATUSES, "Whether it has a TPM device: PRESENT, NOT_PRESENT, or UNKNOWN. Left out: UNKNOWN, never 'no'."),
  ),
  ekSha256: Type.Optional(
    Type.String({
      pattern: SHA256_PATTERN,
      description:
        "The TPM's identity: SHA-256 of its endorsement key, 64 lower-case hex digits. Equal ones are the same TPM. Only with tpm PRESENT (in a template: only with COPY too). Left out: one is made at random.",
    }),
  ),
  keyProvider: Type.Optional(
    nameOrNull(
      "Name of the key provider that encrypts the VM home; it need not be registered anywhere. Null or left out: none is recorded.",
    ),
  ),
  encryptedByPolicy: Type.Optional(
    Type.Boolean({
      description:
        "Whether a storage policy encrypts it, with a TPM or without. Left out: false with a TPM; without one, true if keyProvider is given, else false; not known where tpm is UNKNOWN.",
    }),
  ),
  datastores: Type.Optional(
    datastoreNames(1, "Where its files lie: datastores of its own vCenter, by name. Left out: not known."),
  ),
};

export const machineState = {
  powerState: Type.Optional(
    word(
      POWER_STATES,
      "POWERED_ON, POWERED_OFF or SUSPENDED; a TPM is attached and removed when powered off. Left out: not known.",
    ),
  ),
  snapshotCount: Type.Optional(
    whole(
      0,
      LARGEST_INTEGER,
      "Number of snapshots; a TPM is attached and removed when there are none. Left out: not known.",
    ),
  ),
};
