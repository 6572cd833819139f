/** The command did not do what was asked, for a reason outside of the program; the message is all that a person is shown. */
export class CommandFailure extends Error {
  override name = "CommandFailure";
}

/** Somebody asked the command to stop before it was done. */
export class Interrupted extends CommandFailure {
  override name = "Interrupted";

  constructor() {
    super("Interrupted.");
  }
}
