import type { Doubt, Statement, Statements } from "../statements/statement.ts";
import type { VerdictOnRecord } from "../verdict-on-record.ts";
import type { Decision, FindingOutcome } from "../vocabulary.ts";
import { type Audience, plainly, type Sentences, type Words } from "./audience.ts";
import { hardwareWords } from "./hardware-words.ts";
import { keyProviderWords } from "./key-provider-words.ts";
import { quote } from "./names.ts";
import { storageWords } from "./storage-words.ts";
import { templateWords } from "./template-words.ts";
import { tpmDeviceWords } from "./tpm-device-words.ts";
import { workflowWords } from "./workflow-words.ts";

const OLDER = "An older version of the rules found this.";

const words: Words<Statements> = {
  ...workflowWords,
  ...hardwareWords,
  ...keyProviderWords,
  ...tpmDeviceWords,
  ...storageWords,
  ...templateWords,
  "blocks-if": ({ doubt, statement }, to) => ({
    message: sayDoubt(doubt),
    explanation: `This blocks if ${sayCondition(doubt)}. ${sayStatement(statement, to).explanation}`,
  }),
  "kept-as-text": ({ message, explanation }, to) =>
    to === "provider" ? { message, explanation } : plainly(`${OLDER} The provider can see the details.`),
  "no-longer-said": () => plainly(`${OLDER} Its details are no longer known.`),
};

function sayDoubt(doubt: Doubt): string {
  return doubt.fact === "tpm"
    ? `It is not known whether VM ${quote(doubt.vm)} has a TPM.`
    : `It is not known which option template ${quote(doubt.template)} was captured with.`;
}

function sayCondition(doubt: Doubt): string {
  return doubt.fact === "tpm"
    ? `VM ${quote(doubt.vm)} has a TPM`
    : `template ${quote(doubt.template)} was captured with COPY`;
}

/** Whether this version of the rules has words for a statement. */
export function isSaid(id: string): id is Statement["id"] {
  return Object.hasOwn(words, id);
}

export function sayStatement(what: Statement, to: Audience): Sentences {
  const say = words[what.id] as (said: Statement, to: Audience) => Sentences;
  return say(what, to);
}

const STANDS_IN_THE_WAY: Readonly<Record<Decision, FindingOutcome | null>> = {
  BLOCKED: "BLOCK",
  UNDETERMINED: "UNKNOWN",
  ALLOWED: null,
};

/** The message of the first finding that stands in the way; null when ALLOWED. */
export function sayVerdict({ decision, findings }: VerdictOnRecord, to: Audience): string | null {
  const first = findings.find(({ outcome }) => outcome === STANDS_IN_THE_WAY[decision]);
  return first ? sayStatement(first.what, to).message : null;
}
