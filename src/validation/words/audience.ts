/** Who reads: an administrator of the provider, or somebody of a tenant, who sees none of the provider's objects. */
export type Audience = "provider" | "tenant";

export interface Sentences {
  /** One line; word for word what VMware Cloud Director says, where it says something. */
  readonly message: string;
  /** Which objects, and why. */
  readonly explanation: string;
}

/** Sentences for each of a family of statements: the compiler refuses a statement without words. */
export type Words<S> = { readonly [I in keyof S]: (said: S[I], to: Audience) => Sentences };

/** Where there is no more to explain. */
export function plainly(sentence: string): Sentences {
  return { message: sentence, explanation: sentence };
}
