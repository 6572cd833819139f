/** In which way a name differs from another that it looks like; null where they do not look alike, or are equal. */
export function describeDifference(wanted: string, name: string): string | null {
  if (wanted === name) return null;
  const found = DIFFERENCES.find(({ same }) => same(wanted, name));
  return found ? found.say(wanted, name) : null;
}

/** Zero-width and other invisible characters, by which two names can differ unseen. */
const INVISIBLE = /\p{Cf}|\p{Cc}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu;
const visible = (name: string) => name.replace(INVISIBLE, "");
const trim = (name: string) => name.trim();
const fold = (name: string) => visible(name).normalize("NFKC").trim().toLowerCase();

/** `U+200B`: what cannot be seen is named by its number. */
const codePoints = (text: string) =>
  [...text]
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`)
    .join(" ");

function sayInvisible(wanted: string, name: string): string {
  const [mine, yours] = [wanted.match(INVISIBLE) ?? [], name.match(INVISIBLE) ?? []];
  return yours.length > mine.length || mine.length === 0
    ? `has an invisible character (${codePoints(yours.join(""))})`
    : `lacks an invisible character (${codePoints(mine.join(""))})`;
}

const DIFFERENCES: readonly {
  readonly same: (wanted: string, name: string) => boolean;
  readonly say: (wanted: string, name: string) => string;
}[] = [
  {
    same: (wanted, name) => trim(wanted) === trim(name),
    say: (_wanted, name) =>
      name === trim(name) ? "has no blank at the end or the beginning" : "has a blank at the end or the beginning",
  },
  { same: (wanted, name) => visible(wanted) === visible(name), say: sayInvisible },
  { same: (wanted, name) => wanted.toLowerCase() === name.toLowerCase(), say: () => "differs in case" },
  {
    same: (wanted, name) => wanted.normalize("NFC") === name.normalize("NFC"),
    say: (wanted, name) => `has another Unicode form (${codePoints(differing(name, wanted))})`,
  },
  {
    same: (wanted, name) => fold(wanted) === fold(name),
    say: (wanted, name) => `looks like it (${codePoints(differing(name, wanted))})`,
  },
];

/** The characters of the one that the other does not have. */
function differing(one: string, other: string): string {
  const others = new Set(other);
  return [...one].filter((character) => !others.has(character)).join("");
}
