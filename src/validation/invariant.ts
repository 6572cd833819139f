/** Thrown when the program is wrong about itself; never for what a caller or the domain did. */
export class Bug extends Error {
  override name = "Bug";
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}
