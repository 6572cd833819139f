import { aboutVm, recordMissingFact } from "../remedies.ts";
import { block, pass, type Remedy, unknown } from "../rule.ts";
import { defineTpmChangeRule } from "../rule-kinds.ts";

export const noSnapshotsToChangeTpm = defineTpmChangeRule({
  id: "no-snapshots-to-change-tpm",
  title: "The VM has no snapshots while its TPM changes",
  checks: "The VM has no snapshots when a TPM is attached or removed.",
  source: "vSphere Security: a virtual machine with snapshots can be neither encrypted nor decrypted.",
  judgeChange(subject) {
    const { name, snapshotCount } = subject;
    if (snapshotCount === 0) return pass(`VM ${name} has no snapshots.`);
    const remove: Remedy = {
      action: "REMOVE_SNAPSHOTS",
      description: `Remove all snapshots of VM ${name}.`,
      ...aboutVm(subject),
    };
    if (snapshotCount === null) {
      return unknown(
        `It is not known whether VM ${name} has snapshots.`,
        `How many snapshots VM ${name} has is not recorded; its TPM changes only while it has none.`,
        [recordMissingFact(`how many snapshots VM ${name} has`, aboutVm(subject)), remove],
      );
    }
    return block(
      "Cannot change encryption state with virtual machine snapshots present.",
      `VM ${name} has ${snapshotCount} snapshot${snapshotCount === 1 ? "" : "s"}; its TPM changes only while it has none.`,
      [remove],
    );
  },
});
