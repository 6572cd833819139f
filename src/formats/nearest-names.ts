import { editDistance } from "../validation/edit-distance.ts";

const MOST_CANDIDATES = 8;

/** The names that could have been meant, likeliest first, as one phrase. */
export function listCandidates(name: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return "there is none";
  const ranked = rankByDistance(name, candidates);
  const shown = ranked.slice(0, MOST_CANDIDATES).map((candidate) => JSON.stringify(candidate.name));
  const rest = ranked.length - shown.length;
  return rest === 0 ? shown.join(", ") : `${shown.join(", ")} and ${rest} more`;
}

/** The name that differs from what was written by a slip of the fingers, if there is one. */
export function findNearest(name: string, candidates: readonly string[]): string | undefined {
  const [nearest] = rankByDistance(name, candidates);
  const slip = Math.max(1, Math.floor(name.length / 3));
  return nearest && nearest.distance <= slip ? nearest.name : undefined;
}

function rankByDistance(name: string, candidates: readonly string[]): { name: string; distance: number }[] {
  return candidates
    .map((candidate) => ({ name: candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1));
}
