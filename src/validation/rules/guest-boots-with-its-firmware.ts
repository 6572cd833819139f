import { notApplicable, pass, type SubjectRule, warn } from "../rule.ts";
import { isChanged } from "../statements/named.ts";

export const guestBootsWithItsFirmware: SubjectRule = {
  id: "guest-boots-with-its-firmware",
  title: "The guest OS boots with its firmware",
  checks: "The firmware stays. A guest OS that was installed with another firmware does not boot.",
  source: "vSphere: virtual machine administration, enable or disable UEFI secure boot and change the firmware.",
  scope: "SUBJECT",
  judge(subject) {
    const vm = subject.name;
    if (subject.hardwareChanges.length === 0) return notApplicable({ id: "hardware-does-not-change", vm });
    if (!isChanged(subject, "firmware")) return pass({ id: "firmware-stays", vm });
    return warn(
      { id: "firmware-changes", vm },
      [{ action: "ACKNOWLEDGE_WARNING", warning: "FIRMWARE_CHANGE" }],
      "FIRMWARE_CHANGE",
    );
  },
};
