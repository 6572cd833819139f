import { spawn } from "node:child_process";
import { chown, stat } from "node:fs/promises";
import { StartupError } from "../startup-error.ts";
import { ifAbsent, type PostgresBinaries } from "./binaries.ts";
import type { DataPaths } from "./data-paths.ts";

export interface CommandResult {
  readonly exitCode: number;
  /** What was written to stdout and stderr, trimmed. */
  readonly output: string;
}

/** The operating system's account that PostgreSQL runs under. */
export interface PostgresAccount {
  /** The PostgreSQL version of the binaries, e.g. `18.4`. */
  readonly version: string;
  run(program: string, programArguments: readonly string[]): Promise<CommandResult>;
  /** Hands a file or directory that this process made to the account. */
  own(path: string): Promise<void>;
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

type Launcher = (program: string, programArguments: readonly string[]) => Promise<CommandResult>;

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of the data directory, or else as the first
 * account of `postgres` and `nobody` that exists; none is made.
 */
export async function choosePostgresAccount(binaries: PostgresBinaries, paths: DataPaths): Promise<PostgresAccount> {
  const identity = process.getuid?.() === 0 ? await unprivilegedIdentity(paths) : null;
  const launchers = identity === null ? [launcher({})] : [launcher(identity), withPathAccess(identity)];
  let reason = "";
  for (const run of launchers) {
    const trial = await (identity === null
      ? run(binaries.postgres, ["--version"])
      : // Besides a program that runs, another account needs a way to its data.
        run("/bin/sh", ["-c", 'cd "$1" && exec "$2" --version', "sh", paths.root, binaries.postgres]));
    const version = /\(PostgreSQL\) (\S+)/.exec(trial.output)?.[1];
    if (trial.exitCode === 0 && version !== undefined) {
      return { version, run, own: async (path) => (identity ? chown(path, identity.uid, identity.gid) : undefined) };
    }
    reason = trial.output.split("\n")[0] ?? "";
  }
  const who = identity === null ? "" : ` as the user with id ${identity.uid}, and it never runs as root`;
  throw new StartupError(
    `The embedded PostgreSQL does not run here${who} (${reason}). Set DATABASE_URL to a PostgreSQL of your own${identity === null ? "" : ", or start vtpm-gateway as an ordinary user"}.`,
  );
}

async function unprivilegedIdentity(paths: DataPaths): Promise<Identity> {
  const owner = await stat(paths.postgres).catch(ifAbsent(null));
  if (owner !== null && owner.uid !== 0) return owner;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = await Promise.all([launcher({})("id", ["-u", name]), launcher({})("id", ["-g", name])]);
    if (uid.exitCode === 0 && gid.exitCode === 0) return { uid: Number(uid.output), gid: Number(gid.output) };
  }
  throw new StartupError(
    "PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody. Start vtpm-gateway as an ordinary user, or set DATABASE_URL.",
  );
}

/**
 * A path may lead through a directory that only root may enter: a checkout under /root, say. The capability
 * lets the account through, without a change to anybody's files.
 */
function withPathAccess({ uid, gid }: Identity): Launcher {
  const privileges = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    // PostgreSQL asks with access(), which takes no account of capabilities without this.
    "--securebits=+no_setuid_fixup",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
  ];
  return (program, programArguments) => launcher({})("setpriv", [...privileges, "--", program, ...programArguments]);
}

function launcher(identity: Partial<Identity>): Launcher {
  return (program, programArguments) =>
    new Promise((resolve) => {
      const child = spawn(program, programArguments, {
        ...identity,
        // PostgreSQL's programs want a working directory that they may enter.
        cwd: "/",
        env: cleanEnvironment(),
        // A session of its own: Ctrl-C is for this process, which then stops the server in its own time.
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
      child.on("error", (error) => resolve({ exitCode: 1, output: error.message }));
      child.on("close", (exitCode) => resolve({ exitCode: exitCode ?? 1, output: output.trim() }));
    });
}

/** Without PGDATA, PGPORT and the like, which are about another server; messages in English. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}
