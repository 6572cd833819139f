import { doubtProvisioning, doubtTpm, soften } from "../doubt.ts";
import type { TemplateFacts } from "../facts.ts";
import { invariant } from "../invariant.ts";
import {
  chooseTpmProvisioning,
  leaveTpmProvisioningOut,
  recaptureTemplate,
  recordVersion,
  upgradeVCenter,
} from "../remedies.ts";
import { block, type Case, type Judgement, notApplicable, pass, unknown, type WholeRule, warn } from "../rule.ts";
import { findDoubtfulTemplate, someTpm } from "../tpm-options.ts";
import { FIRST_VERSION_WITH_REPLACE, formatVCenterVersion, isAtLeast } from "../versions.ts";
import type { TpmProvisioning } from "../vocabulary.ts";
import { WORKFLOW_ENTRIES } from "../workflows.ts";

export const tpmOptionOffered: WholeRule = {
  id: "tpm-option-offered",
  title: "The provisioning option is one that is offered",
  checks:
    "The option that is asked for is one that the workflow offers there. Where no VM has a TPM, none is offered, and one that is given is ignored.",
  source:
    "VCD: copy, move, import, capture and instantiation of VMs with a TPM; vSphere API: VirtualMachineCloneSpec.tpmProvisionPolicy, since vCenter 8.0.",
  scope: "WHOLE",
  judge: (judged) => [judgeOption(judged)],
};

function judgeOption(judged: Case): Judgement {
  const { offers, title } = WORKFLOW_ENTRIES[judged.workflow];
  const asked = judged.request.tpmProvisioning ?? null;
  if (offers === "NOTHING") return judgeIgnored(asked, `Workflow "${title}" offers no provisioning option.`);
  const some = someTpm(judged.subjects);
  if (some === false) return judgeIgnored(asked, "No VM concerned has a TPM, so there is no option to choose.");
  const doubtfulTemplate = findDoubtfulTemplate(judged);
  if (doubtfulTemplate !== null) return judgeUnknownProvisioning(doubtfulTemplate);
  if (asked === null) return pass(`Offered: ${listOffered(judged)}; by default ${judged.tpm.default}.`);
  const judgement = judgeAsked(judged, asked);
  const doubtful = judged.subjects.find((subject) => subject.tpm === "UNKNOWN");
  return some || doubtful === undefined ? judgement : soften(judgement, doubtTpm(doubtful));
}

function judgeIgnored(asked: TpmProvisioning | null, reason: string): Judgement {
  if (asked === null) return notApplicable(reason);
  return warn(`The provisioning option ${asked} is ignored.`, `${reason} ${asked} was given.`, [
    leaveTpmProvisioningOut(),
  ]);
}

function judgeUnknownProvisioning(template: TemplateFacts): Judgement {
  const { message, remedy } = doubtProvisioning(template);
  return unknown(
    message,
    `A VM of template ${template.name} has a TPM, or may have one, and no provisioning is recorded for the template.`,
    [remedy, recaptureTemplate(template.name, "REPLACE")],
  );
}

function judgeAsked(judged: Case, asked: TpmProvisioning): Judgement {
  const { tpm, destination, workflow } = judged;
  const { offers, title } = WORKFLOW_ENTRIES[workflow];
  if (tpm.offered.includes(asked)) return pass(`Offered: ${listOffered(judged)}; asked for: ${asked}.`);
  invariant(tpm.default !== null && destination !== null, `${workflow} offers an option, but none by default`);
  const chooseOffered = chooseTpmProvisioning(tpm.default);
  if (offers !== "BY_VERSION") {
    const recapture =
      offers === "AS_CAPTURED" && judged.template ? [recaptureTemplate(judged.template.name, asked)] : [];
    return block(
      `The provisioning option ${asked} is not offered; ${listOffered(judged)} is.`,
      `Workflow "${title}" offers ${OFFER_REASONS[offers]}.`,
      [chooseOffered, ...recapture],
    );
  }
  const { vcenter } = destination;
  const needed = `${asked} needs vCenter ${formatVCenterVersion(FIRST_VERSION_WITH_REPLACE)} or later`;
  if (isAtLeast(vcenter.version, FIRST_VERSION_WITH_REPLACE) === null) {
    return unknown(
      `It is not known whether the provisioning option ${asked} is offered.`,
      `${needed}, and the version of vCenter ${vcenter.name} is not known.`,
      [chooseOffered, recordVersion(vcenter)],
    );
  }
  return block(
    `The provisioning option ${asked} is not offered; ${listOffered(judged)} is.`,
    `${needed}, and vCenter ${vcenter.name} is ${vcenter.version}.`,
    [chooseOffered, upgradeVCenter(vcenter, FIRST_VERSION_WITH_REPLACE)],
  );
}

const OFFER_REASONS = {
  NOTHING: "nothing",
  COPY_ALONE: "COPY alone, whatever the version: the TPM must stay identical",
  COPY_AND_REPLACE: "COPY and REPLACE, whatever the version",
  AS_CAPTURED: "only what the template was captured with",
} as const;

function listOffered({ tpm }: Case): string {
  return tpm.offered.join(" and ");
}
