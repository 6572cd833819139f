import { editDistance } from "./edit-distance.ts";
import { GUEST_OS_GROUPS } from "./guest-os-table.ts";

const MOST_SUGGESTIONS = 3;
/** vSphere's longest full name has some fifty characters. */
const LONGEST_MISSPELT = 80;

/** One way to say a guest OS, its guestId or its full name. */
interface Spelling {
  readonly guestId: string;
  /** The words and numbers in it, in one order: `windows2016srv_64Guest` and `Windows Server 2016 (64-bit)` have the same. */
  readonly words: string;
  /** The same without the 64 of 64-bit. */
  readonly wordsOfEither: string;
  readonly is64Bit: boolean;
  /** Its letters and digits, without the 64 of 64-bit. */
  readonly letters: string;
  /** Of a year in any order. */
  readonly digits: string;
}

const spellings: readonly Spelling[] = GUEST_OS_GROUPS.flatMap(({ fullNames }) =>
  Object.entries(fullNames).flatMap(([guestId, fullName]) => [spell(guestId, guestId), spell(guestId, fullName)]),
);
const guestIds: ReadonlySet<string> = new Set(spellings.map(({ guestId }) => guestId));

/**
 * The guestIds that may be meant by one that is not in the table, likeliest first: it is written otherwise
 * (`WINDOWS2019SRV_64GUEST`, `ubuntu-64`, `rhel8_64`), it is a full name, or a slip of the fingers. A number that
 * differs is no slip: `debian99_64Guest` may be newer than the table.
 */
export function suggestGuestIds(guestId: string): string[] {
  if (guestIds.has(guestId)) return [];
  const written = spell("", guestId.slice(0, 10 * LONGEST_MISSPELT));
  if (written.letters === "") return [];
  const distances = new Map<string, number>();
  for (const spelling of spellings) {
    const distance = judge(written, spelling);
    if (distance < (distances.get(spelling.guestId) ?? Number.POSITIVE_INFINITY)) {
      distances.set(spelling.guestId, distance);
    }
  }
  const ranked = [...distances].sort(([one, near], [other, far]) => near - far || (one < other ? -1 : 1));
  return ranked.slice(0, MOST_SUGGESTIONS).map(([suggested]) => suggested);
}

/** 0 for the same words, 1 where only the 64 differs, 2 for a slip, more for more; infinite for something else. */
function judge(written: Spelling, spelling: Spelling): number {
  if (written.words === spelling.words) return 0;
  if (written.wordsOfEither === spelling.wordsOfEither) return 1;
  const { letters } = written;
  const slips = Math.max(1, Math.floor(letters.length / 5));
  const isFar = Math.abs(letters.length - spelling.letters.length) > slips || letters.length > LONGEST_MISSPELT;
  if (isFar || written.digits !== spelling.digits) return Number.POSITIVE_INFINITY;
  const distance = editDistance(letters, spelling.letters);
  if (distance > slips) return Number.POSITIVE_INFINITY;
  return 1 + distance + (written.is64Bit === spelling.is64Bit ? 0 : 0.5);
}

function spell(guestId: string, text: string): Spelling {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/x86[-_]64|x64|amd64|64[-_ ]?bit/g, "_64")
    .replace(/32[-_ ]?bit|or later|microsoft|vmware\b|guest/g, " ")
    .replace(/srv(?=next|[^a-z]|$)/g, "server")
    .replace(/(\d)64[^a-z\d]*$/, "$1 64");
  const words = plain.match(/[a-z]+|\d+/g) ?? [];
  const is64Bit = words.at(-1) === "64";
  const either = is64Bit ? words.slice(0, -1) : words;
  const letters = either.join("");
  const digits = letters.replace(/\D/g, "");
  return {
    guestId,
    words: words.toSorted().join(" "),
    wordsOfEither: either.toSorted().join(" "),
    is64Bit,
    letters,
    digits: digits.length < 4 ? digits : [...digits].sort().join(""),
  };
}
