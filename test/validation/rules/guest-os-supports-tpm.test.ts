import { describeRule } from "../describe-rule.ts";
import { facts, goodAttach, goodCopy, goodInstantiation, subject } from "../good-facts.ts";

describeRule("guest-os-supports-tpm", goodCopy, "PASS", [
  {
    when: "Ubuntu",
    given: [subject({ guestId: "ubuntu64Guest" })],
    outcome: "PASS",
    what: { id: "guest-os-supports-tpm", vm: "ericTpmVm", guestId: "ubuntu64Guest" },
  },
  { when: "Windows Server 2008", given: [subject({ guestId: "winLonghorn64Guest" })], outcome: "PASS" },
  {
    when: "Windows Vista",
    given: [subject({ guestId: "winVistaGuest" })],
    outcome: "BLOCK",
    what: { id: "guest-os-does-not-support-tpm", vm: "ericTpmVm", hardware: "is", guestId: "winVistaGuest" },
    remedies: [{ action: "CHANGE_GUEST_OS", vmId: "id-ericTpmVm" }],
  },
  { when: "FreeBSD", given: [subject({ guestId: "freebsd14_64Guest" })], outcome: "BLOCK" },
  {
    when: "no guestId",
    given: [subject({ guestId: null })],
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT", vmId: "id-ericTpmVm" }],
  },
  {
    when: "a guestId in no table",
    given: [subject({ guestId: "plan9Guest" })],
    outcome: "UNKNOWN",
    what: { id: "guest-os-is-unknown", guestId: "plan9Guest" },
  },
  {
    when: "a guest OS of which it is not known",
    given: [subject({ guestId: "windowsHyperVGuest" })],
    outcome: "UNKNOWN",
  },
  {
    when: "the VM has no TPM",
    given: [subject({ guestId: "winVistaGuest", tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "the VM may have a TPM",
    given: [subject({ guestId: "winVistaGuest", tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "ericTpmVm" } },
    remedies: [{ action: "RECORD_MISSING_FACT" }, { action: "CHANGE_GUEST_OS" }],
  },
  {
    when: "a template is exported",
    given: [facts({ workflow: "EXPORT_VAPP_TEMPLATE", destination: undefined }), subject({ guestId: "winVistaGuest" })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("guest-os-supports-tpm", goodInstantiation, "PASS", [
  {
    when: "the template's VM is Windows XP",
    given: [subject({ guestId: "winXPProGuest" })],
    outcome: "BLOCK",
    remedies: [
      {
        action: "RECAPTURE_TEMPLATE",
        variant: "with-hardware",
        template: "win22-tpm",
        vm: "win22",
        part: "guestId",
      },
    ],
  },
]);

describeRule("guest-os-supports-tpm", goodAttach, "PASS", [
  {
    when: "a TPM is asked for, whether or not the VM has one",
    given: [subject({ guestId: "winVistaGuest", tpm: "UNKNOWN" })],
    outcome: "BLOCK",
  },
  {
    when: "the guest OS is changed under a TPM that stays",
    given: [
      subject({ guestId: "winVistaGuest", tpm: "PRESENT", tpmRequested: undefined, hardwareChanges: ["guestId"] }),
    ],
    outcome: "BLOCK",
    what: { id: "guest-os-does-not-support-tpm", vm: "ericTpmVm", hardware: "would-be" },
    remedies: [{ action: "CHANGE_GUEST_OS", variant: "ask-for" }],
  },
  {
    when: "a guest OS of which it is not known is asked for",
    given: [subject({ guestId: "plan9Guest", hardwareChanges: ["guestId"] })],
    outcome: "UNKNOWN",
    what: { id: "guest-os-is-unknown", vm: "ericTpmVm", hardware: "would-be" },
    remedies: [{ action: "CHANGE_GUEST_OS", variant: "ask-for" }],
  },
  {
    when: "the guest OS stays, and something else is changed",
    given: [subject({ guestId: "winVistaGuest", hardwareChanges: ["firmware"] })],
    outcome: "BLOCK",
    what: { id: "guest-os-does-not-support-tpm", vm: "ericTpmVm", hardware: "is" },
    remedies: [{ action: "CHANGE_GUEST_OS", variant: "give" }],
  },
  {
    when: "the TPM is removed",
    given: [subject({ guestId: "winVistaGuest", tpm: "PRESENT", tpmRequested: false })],
    outcome: "NOT_APPLICABLE",
  },
]);
