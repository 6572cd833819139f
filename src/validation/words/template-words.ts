import type { TemplateStatements } from "../statements/template-statements.ts";
import { plainly, type Words } from "./audience.ts";
import { nameVms, quote } from "./names.ts";

type TemplateVms = TemplateStatements["template-cannot-be-exported"];

const stores = ({ template, vms }: TemplateVms) =>
  `Template ${quote(template)} was captured with COPY and stores the TPM state of ${nameVms(vms)}.`;
const mayStore = ({ template, vms }: TemplateVms) =>
  `It is not known whether template ${quote(template)} stores the TPM state of ${nameVms(vms)}.`;

const NOT_IN_OVF = "An OVF cannot carry TPM state.";
const NOT_TO_SUBSCRIBERS = "A subscribed catalog cannot receive TPM state.";

export const templateWords: Words<TemplateStatements> = {
  "template-stores-no-tpm-state": ({ template }) => plainly(`Template ${quote(template)} stores no TPM state.`),
  "template-cannot-be-exported": (said) => ({
    message: `Template ${quote(said.template)} cannot be exported.`,
    explanation: `${stores(said)} ${NOT_IN_OVF}`,
  }),
  "template-may-not-be-exported": (said) => ({
    message: `It is not known whether template ${quote(said.template)} can be exported.`,
    explanation: `${mayStore(said)} ${NOT_IN_OVF}`,
  }),
  "template-cannot-be-synchronised": (said) => ({
    message: `Template ${quote(said.template)} cannot be synchronised.`,
    explanation: `${stores(said)} ${NOT_TO_SUBSCRIBERS}`,
  }),
  "template-may-not-be-synchronised": (said) => ({
    message: `It is not known whether template ${quote(said.template)} can be synchronised.`,
    explanation: `${mayStore(said)} ${NOT_TO_SUBSCRIBERS}`,
  }),

  "no-captured-vm-has-a-tpm": () => plainly("No VM that is captured has a TPM."),
  "capture-stores-no-tpm-state": () => plainly("A template that is captured with REPLACE stores no TPM state."),
  "capture-stores-tpm-state": ({ vms }) => ({
    message: "The template can be neither exported nor synchronised.",
    explanation: `A template that is captured with COPY stores the TPM state of ${nameVms(vms)}.`,
  }),
  "no-template-is-synchronised": () => plainly("No template is synchronised."),
};
