import { describeRule } from "../describe-rule.ts";
import { facts, goodAttach, goodCopy, goodInstantiation, subject } from "../good-facts.ts";

describeRule("guest-os-supports-tpm", goodCopy, "PASS", [
  { when: "Ubuntu", given: [subject({ guestId: "ubuntu64Guest" })], outcome: "PASS", says: ["Ubuntu Linux (64-bit)"] },
  { when: "Windows Server 2008", given: [subject({ guestId: "winLonghorn64Guest" })], outcome: "PASS" },
  {
    when: "Windows Vista",
    given: [subject({ guestId: "winVistaGuest" })],
    outcome: "BLOCK",
    says: ["ericTpmVm", "Microsoft Windows Vista (32-bit)", "winVistaGuest", "Windows 7 or later"],
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
    says: ["plan9Guest"],
  },
  {
    when: "a guest OS of which it is not known",
    given: [subject({ guestId: "windowsHyperVGuest" })],
    outcome: "UNKNOWN",
  },
  {
    when: "the VM has no TPM",
    given: [subject({ guestId: "winVistaGuest", tpm: "NOT_PRESENT" })],
    outcome: "NOT_APPLICABLE",
  },
  {
    when: "the VM may have a TPM",
    given: [subject({ guestId: "winVistaGuest", tpm: "UNKNOWN" })],
    outcome: "UNKNOWN",
    says: ["Blocks if VM ericTpmVm has a TPM"],
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
        description: "Capture template win22-tpm again after giving VM win22 a guest OS that supports a TPM.",
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
    message: "The guest OS that VM ericTpmVm would have does not support a TPM.",
    says: ["VM ericTpmVm would have guest OS Microsoft Windows Vista (32-bit)"],
    remedies: [{ action: "CHANGE_GUEST_OS", description: "Ask for a guest OS that supports a TPM, by its guestId." }],
  },
  {
    when: "a guest OS of which it is not known is asked for",
    given: [subject({ guestId: "plan9Guest", hardwareChanges: ["guestId"] })],
    outcome: "UNKNOWN",
    says: ["VM ericTpmVm would have guest OS"],
    remedies: [{ action: "CHANGE_GUEST_OS", description: "Ask for a guest OS that supports a TPM, by its guestId." }],
  },
  {
    when: "the guest OS stays, and something else is changed",
    given: [subject({ guestId: "winVistaGuest", hardwareChanges: ["firmware"] })],
    outcome: "BLOCK",
    message: "The guest OS of VM ericTpmVm does not support a TPM.",
    says: ["VM ericTpmVm has guest OS"],
    remedies: [{ description: "Give VM ericTpmVm a guest OS that supports a TPM." }],
  },
  {
    when: "the TPM is removed",
    given: [subject({ guestId: "winVistaGuest", tpm: "PRESENT", tpmRequested: false })],
    outcome: "NOT_APPLICABLE",
  },
]);
