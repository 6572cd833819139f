/** `2 VMs, 1 vApp template`: what there is some of, by its noun; null where there is none of anything. */
export function enumerateCounts(counts: Readonly<Record<string, number | undefined>>): string | null {
  const words = Object.entries(counts).flatMap(([noun, count]) =>
    count ? [`${count} ${noun}${count === 1 ? "" : "s"}`] : [],
  );
  return words.length === 0 ? null : words.join(", ");
}
