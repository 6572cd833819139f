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

/** How many characters to insert, delete, change, or swap with their neighbour (Damerau and Levenshtein). */
function editDistance(one: string, other: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const change = at(previous, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swap = swapped ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(change, swap, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, other.length);
}

const at = (row: readonly number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY;
