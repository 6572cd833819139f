import { listCandidates } from "./nearest-names.ts";

export type Lookup<T> =
  | { readonly kind: "found"; readonly value: T }
  | { readonly kind: "unknown"; readonly candidates: string }
  | { readonly kind: "ambiguous"; readonly meanings: readonly string[] }
  /** An object whose name was wrong may be the one that is meant. */
  | { readonly kind: "undecided" };

/** Objects of one kind, by the names that a reference may call them: `gold`, or in full `acme/gold`. */
export class NameRegister<T> {
  readonly #byQualifiedName = new Map<string, T>();
  readonly #byName = new Map<string, { qualifiedName: string; value: T }[]>();
  readonly #unknown = new Map<string, string>();
  #complete = true;

  /** The first of two with the same name stays the one that is meant; that there are two is another error. */
  add(value: T, name: string | undefined, qualifier?: string): void {
    if (name === undefined) {
      this.#complete = false;
      return;
    }
    const qualifiedName = qualifier === undefined ? name : `${qualifier}/${name}`;
    if (this.#byQualifiedName.has(qualifiedName)) return;
    this.#byQualifiedName.set(qualifiedName, value);
    const namesakes = this.#byName.get(name);
    if (namesakes) namesakes.push({ qualifiedName, value });
    else this.#byName.set(name, [{ qualifiedName, value }]);
  }

  /** Something could not be read that may have held more of them. */
  markIncomplete(): void {
    this.#complete = false;
  }

  find(reference: string): Lookup<T> {
    const exact = this.#byQualifiedName.get(reference);
    if (exact !== undefined) return { kind: "found", value: exact };
    const [only, ...others] = this.#byName.get(reference) ?? [];
    if (only && others.length > 0) {
      return { kind: "ambiguous", meanings: [only, ...others].map((meaning) => meaning.qualifiedName) };
    }
    if (only) return { kind: "found", value: only.value };
    if (!this.#complete) return { kind: "undecided" };
    return { kind: "unknown", candidates: this.listFor(reference) };
  }

  /** What could have been meant, as one phrase; kept, for a wrong name is often there a thousand times. */
  listFor(reference: string): string {
    const known = this.#unknown.get(reference);
    if (known !== undefined) return known;
    const listed = listCandidates(reference, [...this.#byName.keys()]);
    this.#unknown.set(reference, listed);
    return listed;
  }
}
