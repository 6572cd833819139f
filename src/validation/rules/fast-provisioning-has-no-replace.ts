import { recaptureTemplate } from "../remedies.ts";
import { block, notApplicable, pass, type SubjectRule } from "../rule.ts";

export const fastProvisioningHasNoReplace: SubjectRule = {
  id: "fast-provisioning-has-no-replace",
  title: "A VDC with fast provisioning gets no template that was captured with REPLACE",
  checks:
    "A template that was captured with REPLACE and has a TPM is instantiated in a VDC that does not use fast provisioning.",
  source: "VCD tenant guide: fast provisioning (GUID-4C232B62): linked clones share the TPM of their parent.",
  scope: "SUBJECT",
  judge(subject, { template, destination }) {
    const vm = subject.name;
    const isReplaced = template?.tpmProvisioning === "REPLACE" && subject.tpm === "PRESENT";
    if (!isReplaced || destination === null) return notApplicable({ id: "vm-gets-no-tpm", vm });
    if (!destination.fastProvisioning) return pass({ id: "fast-provisioning-copies-tpm", vm });
    const vdc = destination.vdcName ?? "";
    return block({ id: "fast-provisioning-replaces-no-tpm", vm, vdc }, [
      recaptureTemplate(template.name, "COPY"),
      { action: "TURN_OFF_FAST_PROVISIONING", vdc },
    ]);
  },
};
