import type { Counts } from "../operations/refusal.ts";

/** `2 VMs, 1 vApp template`: what there is some of, by its noun. */
export function enumerateCounts(counts: Counts): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([noun, count]) => `${count} ${noun}${count === 1 ? "" : "s"}`)
    .join(", ");
}
