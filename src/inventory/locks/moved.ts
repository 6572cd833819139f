/** What was looked up moved on before it was locked: the whole transaction starts again. */
export class Moved extends Error {
  override name = "Moved";
}
