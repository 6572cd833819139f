/**
 * The process cannot start for a reason outside of it: a setting, a port that is taken, a database that
 * does not answer. The message says what was found and what to do, and is all that a person is shown.
 */
export class StartupError extends Error {
  override name = "StartupError";
}
