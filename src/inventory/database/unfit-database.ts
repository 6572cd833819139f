/** The database that was named is not one that this program can work on. The message says what to do. */
export class UnfitDatabase extends Error {
  override name = "UnfitDatabase";
}
