import { resolve } from "node:path";
import { packageRoot } from "../inventory/database/package-root.ts";
import { StartupError } from "./startup-error.ts";

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Settings {
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly databasePoolSize: number;
  readonly workerConcurrency: number;
  readonly simulatedTaskSeconds: number;
  readonly taskRetentionDays: number;
  readonly dataDirectory: string;
}

interface Setting<Value> {
  readonly variable: string;
  readonly meaning: string;
  /** As it is written in the environment; null has no default. */
  readonly fallback: string | null;
  readonly expected: string;
  /** Undefined: the text is not what is expected. */
  readonly parse: (text: string) => Value | undefined;
}

type SettingTable = { readonly [Key in keyof Settings]: Setting<NonNullable<Settings[Key]>> };

const table: SettingTable = {
  databaseUrl: {
    variable: "DATABASE_URL",
    meaning: "the PostgreSQL database to use, version 15 or later; without it, an embedded PostgreSQL is started",
    fallback: null,
    expected: "a URL such as postgres://user:password@host:5432/database",
    parse: parseDatabaseUrl,
  },
  host: {
    variable: "HOST",
    meaning: "the address to listen on; 0.0.0.0 is every IPv4 address of this machine",
    fallback: "127.0.0.1",
    expected: "a host name or an IP address",
    parse: (text) => (/^[\w.:%-]+$/.test(text) ? text : undefined),
  },
  port: {
    variable: "PORT",
    meaning: "the TCP port to listen on; 0 takes any free one",
    fallback: "4000",
    expected: "a whole number from 0 to 65535",
    parse: wholeNumber(0, 65_535),
  },
  logLevel: {
    variable: "LOG_LEVEL",
    meaning: "the least severe log lines to write",
    fallback: "info",
    expected: `one of ${LOG_LEVELS.join(", ")}`,
    parse: (text) => LOG_LEVELS.find((level) => level === text),
  },
  databasePoolSize: {
    variable: "DATABASE_POOL_SIZE",
    meaning:
      "how many connections to the database its pool has at most; the queue and the subscriptions have three more",
    fallback: "10",
    // A task holds one connection while its worker asks for another; with one alone they would wait for each other.
    expected: "a whole number from 2 to 1000",
    parse: wholeNumber(2, 1000),
  },
  workerConcurrency: {
    variable: "WORKER_CONCURRENCY",
    meaning: "how many tasks this process carries out at the same time",
    fallback: "4",
    expected: "a whole number from 1 to 100",
    parse: wholeNumber(1, 100),
  },
  simulatedTaskSeconds: {
    variable: "SIMULATED_TASK_SECONDS",
    meaning: "how long a simulated vCenter takes for one workflow, in seconds",
    fallback: "2",
    expected: "a number from 0 to 3600",
    parse: parseSeconds,
  },
  taskRetentionDays: {
    variable: "TASK_RETENTION_DAYS",
    meaning: "how many days a finished task is kept, with its export and its idempotency key",
    fallback: "90",
    expected: "a whole number from 1 to 36500",
    parse: wholeNumber(1, 36_500),
  },
  dataDirectory: {
    variable: "DATA_DIRECTORY",
    meaning: "where the embedded PostgreSQL keeps its data",
    fallback: resolve(packageRoot, ".data"),
    expected: "the path of a directory",
    parse: (text) => resolve(text),
  },
};

/**
 * Reads all settings, so that everything that is wrong with them is said at once.
 *
 * @throws StartupError with one line for each variable.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const read = <Value>(setting: Setting<Value>): Value | null => {
    // A variable that is set to nothing is how a shell or a compose file says "not set".
    const text = environment[setting.variable]?.trim() || setting.fallback;
    if (text === null) return null;
    const value = setting.parse(text);
    if (value !== undefined) return value;
    problems.push(`${setting.variable}: found ${JSON.stringify(withoutPassword(text))}, expected ${setting.expected}.`);
    return null;
  };
  const values = Object.fromEntries(Object.entries(table).map(([key, setting]) => [key, read<unknown>(setting)]));
  if (problems.length > 0) throw new StartupError(problems.join("\n"));
  return values as unknown as Settings;
}

/** The settings as text for `serve --help`: the variable, its meaning, its default. */
export function describeSettings(): string {
  const width = Math.max(...Object.values(table).map((setting) => setting.variable.length)) + 2;
  return Object.values(table)
    .map(({ variable, meaning, expected, fallback }) =>
      [
        `  ${variable.padEnd(width)}${meaning}`,
        `  ${" ".repeat(width)}${expected}${fallback === null ? "" : ` (default: ${fallback})`}`,
      ].join("\n"),
    )
    .join("\n");
}

function parseDatabaseUrl(text: string): string | undefined {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : undefined;
}

function parseSeconds(text: string): number | undefined {
  const seconds = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && seconds <= 3600 ? seconds : undefined;
}

function wholeNumber(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const value = Number(text);
    return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined;
  };
}

/** What is quoted in an error ends up in logs. */
function withoutPassword(text: string): string {
  return text.replace(/:[^:/@]*@/, ":***@");
}
