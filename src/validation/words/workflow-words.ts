import type { WorkflowStatements } from "../statements/workflow-statements.ts";
import type { TpmProvisioning, Workflow } from "../vocabulary.ts";
import { WORKFLOW_ENTRIES } from "../workflows.ts";
import { plainly, type Words } from "./audience.ts";
import { sayNotConnected } from "./connection.ts";
import { capitalise, nameVCenter, quote } from "./names.ts";

const nameWorkflow = (workflow: Workflow) => `workflow ${quote(WORKFLOW_ENTRIES[workflow].title)}`;
const list = (options: readonly TpmProvisioning[]) => options.join(" and ");
const notOffered = (asked: TpmProvisioning, offered: readonly TpmProvisioning[]) =>
  `The TPM provisioning option ${asked} is not offered. Offered: ${list(offered)}.`;

const OFFERS = {
  COPY_ALONE: "COPY alone, whatever the version of the vCenter. The TPM has to stay identical",
  COPY_AND_REPLACE: "COPY and REPLACE, whatever the version of the vCenter",
  AS_CAPTURED: "only the option that the template was captured with",
} as const;

export const workflowWords: Words<WorkflowStatements> = {
  "rule-is-not-about-workflow": ({ workflow }) => plainly(`This rule does not apply to ${nameWorkflow(workflow)}.`),
  "nothing-leaves-its-vcenter": () => plainly("Nothing leaves its vCenter."),
  "vm-gets-no-tpm": ({ vm }) =>
    plainly(`This workflow neither gives VM ${quote(vm)} a TPM nor takes a TPM along with it.`),
  "vm-carries-no-tpm-state": ({ vm }) => plainly(`VM ${quote(vm)} carries no TPM state.`),

  "vcenter-is-connected": ({ at }, to) => plainly(`${capitalise(nameVCenter(at, to))} is connected.`),
  "vcenter-is-disconnected": ({ at }, to) => ({
    message: sayNotConnected(nameVCenter(at, to), "DISCONNECTED"),
    explanation: `${capitalise(nameVCenter(at, to))} is DISCONNECTED. No workflow runs on it until it is CONNECTED.`,
  }),
  "vcenter-status-is-unknown": ({ at }, to) => ({
    message: sayNotConnected(nameVCenter(at, to), "UNKNOWN"),
    explanation: `The status of ${nameVCenter(at, to)} is UNKNOWN. It has to be CONNECTED.`,
  }),

  "workflow-offers-no-option": ({ workflow }) =>
    plainly(`${capitalise(nameWorkflow(workflow))} offers no TPM provisioning option.`),
  "no-vm-has-a-tpm": () => plainly("No VM concerned has a TPM. There is no TPM provisioning option to choose."),
  "option-is-ignored": ({ asked, workflow, because }) => ({
    message: `The TPM provisioning option ${asked} is ignored.`,
    explanation:
      because === "no-vm-has-a-tpm"
        ? `${asked} was asked for. No VM concerned has a TPM.`
        : `${asked} was asked for. ${capitalise(nameWorkflow(workflow))} offers no TPM provisioning option.`,
  }),
  "options-are-offered": ({ offered, byDefault }) =>
    plainly(
      byDefault === null
        ? "No TPM provisioning option is offered."
        : `Offered TPM provisioning options: ${list(offered)}. The default is ${byDefault}.`,
    ),
  "option-is-offered": ({ offered, asked }) =>
    plainly(`Offered TPM provisioning options: ${list(offered)}. ${asked} was asked for.`),
  "option-is-not-offered": ({ offered, asked, workflow, offers }) => ({
    message: notOffered(asked, offered),
    explanation: `${capitalise(nameWorkflow(workflow))} offers ${OFFERS[offers]}.`,
  }),
  "option-needs-newer-vcenter": ({ offered, asked, at, version, least }, to) => ({
    message: notOffered(asked, offered),
    explanation: `${asked} needs vCenter ${least} or later. ${capitalise(nameVCenter(at, to))} is ${version ?? "older"}.`,
  }),
  "option-needs-known-vcenter": ({ asked, at, least }, to) => ({
    message: `It is not known whether the TPM provisioning option ${asked} is offered.`,
    explanation: `${asked} needs vCenter ${least} or later. The version of ${nameVCenter(at, to)} is not known.`,
  }),
  "template-provisioning-is-unknown": ({ template }) => ({
    message: `It is not known which option template ${quote(template)} was captured with.`,
    explanation: `A VM of template ${quote(template)} has a TPM, or may have one. No TPM provisioning is recorded for the template.`,
  }),
};
