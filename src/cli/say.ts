/** Tells what a command did. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Tells what goes on meanwhile, and what went wrong; stdout is for what a command gives back. */
export function sayAside(line: string): void {
  process.stderr.write(`${line}\n`);
}
