import { soften } from "../doubt.ts";
import type { PlaceFacts, TemplateFacts } from "../facts.ts";
import { invariant } from "../invariant.ts";
import {
  chooseTpmProvisioning,
  leaveTpmProvisioningOut,
  recaptureTemplate,
  recordVersion,
  upgradeVCenter,
} from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { block, type Judgement, notApplicable, pass, type RuleInput, unknown, type WholeRule, warn } from "../rule.ts";
import { destinationVCenter } from "../statements/named.ts";
import { findDoubtfulTemplate, someTpm } from "../tpm-options.ts";
import { FIRST_VERSION_WITH_REPLACE, formatVCenterVersion, isAtLeast } from "../versions.ts";
import type { TpmProvisioning, Workflow } from "../vocabulary.ts";
import { type Offer, WORKFLOW_ENTRIES } from "../workflows.ts";

export const tpmOptionOffered: WholeRule = {
  id: "tpm-option-offered",
  title: "The provisioning option is one that is offered",
  checks:
    "The option that is asked for is one that the workflow offers there. Where no VM has a TPM, none is offered, and one that is given is ignored.",
  source:
    "VCD: copy, move, import, capture and instantiation of VMs with a TPM; vSphere API: VirtualMachineCloneSpec.tpmProvisionPolicy, since vCenter 8.0.",
  scope: "WHOLE",
  judge: (input) => [judgeOption(input)],
};

function judgeOption(input: RuleInput): Judgement {
  const { workflow, tpm } = input;
  const { offers } = WORKFLOW_ENTRIES[workflow];
  const asked = input.request.tpmProvisioning ?? null;
  if (offers === "NOTHING") {
    if (asked === null) return notApplicable({ id: "workflow-offers-no-option", workflow });
    return ignore({ asked, workflow, because: "workflow-offers-none" });
  }
  const some = someTpm(input.subjects);
  if (some === false) {
    if (asked === null) return notApplicable({ id: "no-vm-has-a-tpm" });
    return ignore({ asked, workflow, because: "no-vm-has-a-tpm" });
  }
  const doubtfulTemplate = findDoubtfulTemplate(input);
  if (doubtfulTemplate !== null && asked !== null) return judgeUnknownProvisioning(doubtfulTemplate, asked);
  if (asked === null) return pass({ id: "options-are-offered", offered: tpm.offered, byDefault: tpm.default });
  if (tpm.offered.includes(asked)) return pass({ id: "option-is-offered", offered: tpm.offered, asked });
  const judgement = judgeNotOffered(input, offers, asked);
  const doubtful = input.subjects.find((subject) => subject.tpm === "UNKNOWN");
  if (some || doubtful === undefined) return judgement;
  return soften(judgement, { fact: "tpm", vm: doubtful.name }, doubtful);
}

function ignore(said: {
  readonly asked: TpmProvisioning;
  readonly workflow: Workflow;
  readonly because: "workflow-offers-none" | "no-vm-has-a-tpm";
}): Judgement {
  return warn({ id: "option-is-ignored", ...said }, [leaveTpmProvisioningOut()]);
}

function judgeUnknownProvisioning(template: TemplateFacts, asked: TpmProvisioning): Judgement {
  return unknown({ id: "template-provisioning-is-unknown", template: template.name }, [
    { action: "RECORD_MISSING_FACT", fact: "template-provisioning", template: template.name },
    recaptureTemplate(template.name, asked),
  ]);
}

function judgeNotOffered(input: RuleInput, offers: Exclude<Offer, "NOTHING">, asked: TpmProvisioning): Judgement {
  const { tpm, destination, workflow, template } = input;
  invariant(tpm.default !== null && destination !== null, `${workflow} offers an option, but none by default`);
  const chooseOffered = chooseTpmProvisioning(tpm.default);
  if (offers === "BY_VERSION") return judgeVersion(tpm.offered, destination, asked, chooseOffered);
  return block({ id: "option-is-not-offered", offered: tpm.offered, asked, workflow, offers }, [
    chooseOffered,
    ...(offers === "AS_CAPTURED" && template ? [recaptureTemplate(template.name, asked)] : []),
  ]);
}

function judgeVersion(
  offered: readonly TpmProvisioning[],
  destination: PlaceFacts,
  asked: TpmProvisioning,
  chooseOffered: Remedy,
): Judgement {
  const { version } = destination.vcenter;
  const at = destinationVCenter(destination);
  const least = formatVCenterVersion(FIRST_VERSION_WITH_REPLACE);
  if (isAtLeast(version, FIRST_VERSION_WITH_REPLACE) === null) {
    return unknown({ id: "option-needs-known-vcenter", asked, at, least }, [chooseOffered, recordVersion(destination)]);
  }
  return block({ id: "option-needs-newer-vcenter", offered, asked, at, version, least }, [
    chooseOffered,
    upgradeVCenter(destination, FIRST_VERSION_WITH_REPLACE),
  ]);
}
