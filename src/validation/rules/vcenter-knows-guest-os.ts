import { findGuestOs } from "../guest-os.ts";
import { suggestGuestIds } from "../guest-os-suggestions.ts";
import { recordVersion, upgradeVCenter } from "../remedies.ts";
import { changeGuestOs, recordHardware } from "../remedies-of-hardware.ts";
import { block, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import { destinationVCenter, hardwareOf } from "../statements/named.ts";
import { formatVCenterVersion, isAtLeast } from "../versions.ts";

export const vcenterKnowsGuestOs = definePrerequisite({
  id: "vcenter-knows-guest-os",
  title: "The destination vCenter knows the guest OS",
  checks: "The destination vCenter is at least the release that brought the VM's guest ID.",
  source: "vSphere API: VirtualMachineGuestOsIdentifier, the release that brought each value.",
  judgeAt(subject, destination, input) {
    const { guestId } = subject;
    const vm = hardwareOf(subject, "guestId", input);
    const at = destinationVCenter(destination);
    const { family, sinceVCenter } = findGuestOs(guestId);
    if (guestId === null || family === "UNKNOWN") {
      const near = guestId === null ? [] : suggestGuestIds(guestId);
      return unknown({ id: "guest-release-is-unknown", ...vm, guestId, near }, [
        vm.hardware === "is" ? recordHardware("guestId", subject, input) : changeGuestOs(subject, input),
      ]);
    }
    if (sinceVCenter === null) return pass({ id: "vcenter-knows-guest", ...vm, at });
    const { version } = destination.vcenter;
    const said = { ...vm, guestId, at, least: formatVCenterVersion(sinceVCenter) };
    const knows = isAtLeast(version, sinceVCenter);
    if (knows === null || version === null) {
      return unknown({ id: "vcenter-may-not-know-guest", ...said }, [recordVersion(destination)]);
    }
    if (knows) return pass({ id: "vcenter-knows-guest", ...vm, at });
    return block({ id: "vcenter-does-not-know-guest", ...said, version }, [upgradeVCenter(destination, sinceVCenter)]);
  },
});
