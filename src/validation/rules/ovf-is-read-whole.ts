import { notApplicable, pass, type SubjectRule, warn } from "../rule.ts";

export const ovfIsReadWhole: SubjectRule = {
  id: "ovf-is-read-whole",
  title: "Nothing of the OVF is left out",
  checks: "Everything in the OVF that concerns TPM, firmware and guest OS is read and deployed. What is not is said.",
  source: "DMTF DSP0243, Open Virtualization Format 1.1 and 2.0.",
  scope: "SUBJECT",
  judge({ name: vm, ovf }) {
    if (ovf === undefined) return notApplicable({ id: "ovf-is-read-whole", vm });
    const { remarks, optionsWithTpm } = ovf;
    if (remarks.length === 0 && optionsWithTpm.length === 0) return pass({ id: "ovf-is-read-whole", vm });
    return warn({ id: "ovf-is-not-read-whole", vm, remarks, optionsWithTpm }, [{ action: "CHECK_OVF", vm }]);
  },
};
