import { aboutVm } from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { pass, type SubjectRule, warn } from "../rule.ts";

export const snapshotsAreKept: SubjectRule = {
  id: "snapshots-are-kept",
  title: "No snapshots are lost",
  checks: "A VM that is moved has no snapshots: a move loses them. MOVE_VAPP_API keeps them.",
  source: "VCD tenant guide: move a virtual machine to another vApp (GUID-25CE251B).",
  scope: "SUBJECT",
  judge(subject, { request }) {
    const { name: vm, snapshotCount } = subject;
    if (request.moveMethod === "MOVE_VAPP_API") return pass({ id: "vapp-is-moved-whole", vm });
    if (snapshotCount === 0) return pass({ id: "vm-has-no-snapshots", vm });
    const acknowledge: Remedy = { action: "ACKNOWLEDGE_WARNING", warning: "SNAPSHOT_LOSS" };
    const api: readonly Remedy[] = request.moveMethod === undefined ? [] : [{ action: "USE_MOVE_VAPP_API" }];
    const remedies = [acknowledge, { action: "REMOVE_SNAPSHOTS", ...aboutVm(subject) }, ...api] as const;
    return snapshotCount === null
      ? warn({ id: "snapshots-may-be-lost", vm }, remedies, "SNAPSHOT_LOSS")
      : warn({ id: "snapshots-are-lost", vm, snapshotCount }, remedies, "SNAPSHOT_LOSS");
  },
};
