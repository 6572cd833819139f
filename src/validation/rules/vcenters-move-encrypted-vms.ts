import type { PlaceFacts } from "../facts.ts";
import { recordVersionAt, upgradeVCenterAt } from "../remedies.ts";
import { block, pass, type RuleInput, unknown, warn } from "../rule.ts";
import { defineKeyTransferRule } from "../rule-kinds.ts";
import { destinationVCenter, sourceVCenter, type VCenterRef } from "../statements/named.ts";
import { FIRST_VERSION_MOVING_ENCRYPTED, formatVCenterVersion, isAtLeast } from "../versions.ts";

const least = FIRST_VERSION_MOVING_ENCRYPTED;

export const vcentersMoveEncryptedVms = defineKeyTransferRule({
  id: "vcenters-move-encrypted-vms",
  title: "Both vCenters can move encrypted VMs",
  checks:
    "Both vCenters are 7.0.0 or later when an encrypted VM moves from one to the other. A copy between older ones warns.",
  source:
    "vSphere 6.5 and 6.7, 7.0 and 8.0: migration of encrypted VMs across vCenter Server instances (GUID-6865D84A, GUID-660CCB35).",
  judgeTransfer({ name: vm }, { source, destination }, input) {
    const sides = [
      { place: source, at: sourceVCenter(source) },
      { place: destination, at: destinationVCenter(destination) },
    ].map((side) => ({ ...side, isNewEnough: isAtLeast(side.place.vcenter.version, least) }));
    const tooOld = sides.find(({ isNewEnough }) => isNewEnough === false);
    const open = sides.find(({ isNewEnough }) => isNewEnough === null);
    if (tooOld) {
      const judge = isMove(input) ? block : warn;
      const id = isMove(input) ? "vcenter-moves-no-encrypted-vms" : "vcenter-may-copy-no-encrypted-vms";
      return judge({ id, ...say(vm, tooOld) }, [upgradeVCenterAt(tooOld.place, tooOld.at, least)]);
    }
    if (open) {
      const judge = isMove(input) ? unknown : warn;
      const id = isMove(input) ? "vcenter-may-move-no-encrypted-vms" : "vcenter-may-copy-no-encrypted-vms";
      return judge({ id, ...say(vm, open) }, [recordVersionAt(open.place, open.at)]);
    }
    return pass({ id: "vcenters-move-encrypted-vms", least: formatVCenterVersion(least) });
  },
});

function isMove({ workflow, request }: RuleInput): boolean {
  return workflow === "MOVE_VM" || workflow === "MOVE_VAPP" || request.importMode === "MOVE";
}

/** What is recorded may be any text: it is said only where it is a version. */
function say(
  vm: string,
  { place, at, isNewEnough }: { place: PlaceFacts; at: VCenterRef; isNewEnough: boolean | null },
) {
  const version = isNewEnough === null ? null : place.vcenter.version;
  return { vm, at, version, least: formatVCenterVersion(least) };
}
