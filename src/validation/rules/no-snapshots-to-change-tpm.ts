import { aboutVm } from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { block, pass, unknown } from "../rule.ts";
import { defineTpmChangeRule } from "../rule-kinds.ts";

export const noSnapshotsToChangeTpm = defineTpmChangeRule({
  id: "no-snapshots-to-change-tpm",
  title: "The VM has no snapshots while its TPM changes",
  checks: "The VM has no snapshots when a TPM is attached or removed.",
  source: "vSphere Security: a virtual machine with snapshots can be neither encrypted nor decrypted.",
  judgeChange(subject) {
    const { name: vm, snapshotCount } = subject;
    if (snapshotCount === 0) return pass({ id: "vm-has-no-snapshots", vm });
    const remove: Remedy = { action: "REMOVE_SNAPSHOTS", ...aboutVm(subject) };
    if (snapshotCount === null) {
      return unknown({ id: "snapshots-are-unknown", vm }, [
        { action: "RECORD_MISSING_FACT", fact: "snapshots", ...aboutVm(subject) },
        remove,
      ]);
    }
    return block({ id: "vm-has-snapshots", vm, snapshotCount }, [remove]);
  },
});
