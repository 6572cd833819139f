import { describeRule } from "../describe-rule.ts";
import { facts, goodAttach, goodCopy, goodCreation, goodDetach, subject } from "../good-facts.ts";

const windows11 = subject({ guestId: "windows11_64Guest" });
const unasked = subject({ tpmRequested: undefined });
const lacks = { id: "guest-lacks-its-tpm", vm: "ericTpmVm", guestId: "windows11_64Guest" } as const;

describeRule("guest-os-has-its-tpm", windows11(goodCreation), "PASS", [
  {
    when: "a TPM is asked for",
    given: [],
    outcome: "PASS",
    what: { id: "guest-gets-its-tpm", vm: "ericTpmVm", hardware: "would-be" },
  },
  {
    when: "no TPM is asked for",
    given: [unasked],
    outcome: "WARN",
    what: { ...lacks, hardware: "would-be" },
    remedies: [{ action: "ATTACH_TPM", vm: "ericTpmVm" }],
  },
  {
    when: "none is to be there",
    given: [subject({ tpmRequested: false })],
    outcome: "WARN",
    what: lacks,
  },
  {
    when: "Windows 12 without a TPM",
    given: [unasked, subject({ guestId: "windows12_64Guest" })],
    outcome: "WARN",
  },
  {
    when: "Windows Server 2019, whose vendor requires none",
    given: [unasked, subject({ guestId: "windows2019srv_64Guest" })],
    outcome: "NOT_APPLICABLE",
    what: "guest-needs-no-tpm",
  },
  { when: "no guestId", given: [unasked, subject({ guestId: null })], outcome: "NOT_APPLICABLE" },
  { when: "an OVF gives none", given: [unasked, facts({ workflow: "CREATE_VAPP_FROM_OVF" })], outcome: "WARN" },
  {
    when: "an OVF for a template gives none",
    given: [unasked, facts({ workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF" })],
    outcome: "WARN",
  },
  { when: "a VM is added to a vApp", given: [unasked, facts({ workflow: "ADD_VM_TO_VAPP" })], outcome: "WARN" },
]);

describeRule("guest-os-has-its-tpm", windows11(goodDetach), "WARN", [
  {
    when: "its TPM is removed",
    given: [],
    outcome: "WARN",
    what: { ...lacks, hardware: "is" },
    remedies: [{ action: "ATTACH_TPM", vmId: "id-ericTpmVm" }],
  },
  {
    when: "its TPM, if it has one, is removed",
    given: [subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "WARN",
  },
  {
    when: "another guest loses its TPM",
    given: [subject({ guestId: "windows2019srv_64Guest" })],
    outcome: "NOT_APPLICABLE",
  },
]);

const becomesWindows11 = subject({ hardwareChanges: ["guestId"], tpmRequested: undefined });

describeRule("guest-os-has-its-tpm", windows11(goodAttach), "NOT_APPLICABLE", [
  {
    when: "the guest OS becomes Windows 11, without a TPM",
    given: [becomesWindows11],
    outcome: "WARN",
    what: { ...lacks, hardware: "would-be" },
  },
  {
    when: "the guest OS becomes Windows 11, and a TPM is attached",
    given: [subject({ hardwareChanges: ["guestId"] })],
    outcome: "PASS",
  },
  {
    when: "the guest OS becomes Windows 11 over a TPM that stays",
    given: [becomesWindows11, subject({ tpm: "PRESENT", keyProvider: "kp-1" })],
    outcome: "PASS",
  },
  {
    when: "the guest OS becomes Windows 11, and it is not known whether there is a TPM",
    given: [becomesWindows11, subject({ tpm: "UNKNOWN" })],
    outcome: "WARN",
  },
  {
    when: "another part changes",
    given: [subject({ hardwareChanges: ["hardwareVersion"], tpmRequested: undefined })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("guest-os-has-its-tpm", windows11(goodCopy), "NOT_APPLICABLE", []);
