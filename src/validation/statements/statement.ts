import type { HardwareStatements } from "./hardware-statements.ts";
import type { KeyProviderStatements } from "./key-provider-statements.ts";
import type { StorageStatements } from "./storage-statements.ts";
import type { TemplateStatements } from "./template-statements.ts";
import type { TpmDeviceStatements } from "./tpm-device-statements.ts";
import type { WorkflowStatements } from "./workflow-statements.ts";

/** A fact that is missing and decides whether a rule holds at all. */
export type Doubt =
  | { readonly fact: "tpm"; readonly vm: string }
  | { readonly fact: "template-provisioning"; readonly template: string };

/** What a stored verdict says that this version of the rules no longer says. No rule makes these. */
export interface OlderStatements {
  /** Version 0 kept sentences, written for the provider. */
  "kept-as-text": { readonly message: string; readonly explanation: string };
  /** A statement that has been retired. */
  "no-longer-said": { readonly retired: string };
}

/** A block that hangs on a missing fact: the fact may turn out either way. */
interface DoubtfulStatements {
  "blocks-if": { readonly doubt: Doubt; readonly statement: Statement };
}

/**
 * Everything that a rule can say, by id, with its arguments: plain JSON, and never a sentence or a part
 * of one. `words/` makes the sentences.
 *
 * Verdicts are stored with these. INVARIANT: the arguments of an id keep their meaning. A statement that
 * needs other arguments gets another id, and the old one is read as retired.
 */
export interface Statements
  extends WorkflowStatements,
    HardwareStatements,
    KeyProviderStatements,
    TpmDeviceStatements,
    StorageStatements,
    TemplateStatements,
    DoubtfulStatements,
    OlderStatements {}

export type StatementId = keyof Statements;

export type Statement = { readonly [I in StatementId]: { readonly id: I } & Statements[I] }[StatementId];
