import { describe, expect, test } from "vitest";
import { describeSettings, readSettings } from "../../src/server/settings.ts";
import { StartupError } from "../../src/server/startup-error.ts";

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return error instanceof StartupError ? error.message.split("\n") : [];
  }
  return [];
}

describe("readSettings", () => {
  test("an empty environment gives the defaults", () => {
    const { dataDirectory, ...others } = readSettings({});
    expect(others).toEqual({
      databaseUrl: null,
      host: "127.0.0.1",
      port: 4000,
      logLevel: "info",
      databasePoolSize: 10,
      workerConcurrency: 4,
      simulatedTaskSeconds: 2,
      taskRetentionDays: 90,
    });
    expect(dataDirectory).toMatch(/[/\\]\.data$/);
  });

  test("a variable that is set to nothing is not set", () => {
    expect(readSettings({ DATABASE_URL: "", PORT: " " })).toEqual(readSettings({}));
  });

  test("what is set is taken, edges included", () => {
    const settings = readSettings({
      DATABASE_URL: "postgresql://gateway@db.example.org/vtpm?sslmode=require",
      HOST: "::1",
      PORT: "0",
      LOG_LEVEL: "silent",
      DATABASE_POOL_SIZE: "2",
      WORKER_CONCURRENCY: "1",
      SIMULATED_TASK_SECONDS: "0.25",
      TASK_RETENTION_DAYS: "1",
      DATA_DIRECTORY: "/var/lib/vtpm-gateway",
    });
    expect(settings).toEqual({
      databaseUrl: "postgresql://gateway@db.example.org/vtpm?sslmode=require",
      host: "::1",
      port: 0,
      logLevel: "silent",
      databasePoolSize: 2,
      workerConcurrency: 1,
      simulatedTaskSeconds: 0.25,
      taskRetentionDays: 1,
      dataDirectory: "/var/lib/vtpm-gateway",
    });
  });

  test("everything that is wrong is said at once: the variable, what was found, what is expected", () => {
    expect(
      problemsOf({
        DATABASE_URL: "mysql://root@localhost/x",
        HOST: "local host",
        PORT: "65536",
        LOG_LEVEL: "loud",
        DATABASE_POOL_SIZE: "1",
        WORKER_CONCURRENCY: "4.5",
        SIMULATED_TASK_SECONDS: "-1",
      }),
    ).toEqual([
      'DATABASE_URL: found "mysql://root@localhost/x", expected a URL such as postgres://user:password@host:5432/database.',
      'HOST: found "local host", expected a host name or an IP address.',
      'PORT: found "65536", expected a whole number from 0 to 65535.',
      'LOG_LEVEL: found "loud", expected one of fatal, error, warn, info, debug, trace, silent.',
      'DATABASE_POOL_SIZE: found "1", expected a whole number from 2 to 1000.',
      'WORKER_CONCURRENCY: found "4.5", expected a whole number from 1 to 100.',
      'SIMULATED_TASK_SECONDS: found "-1", expected a number from 0 to 3600.',
    ]);
  });

  test.each(["1e3", "0x10", "４０００", "4000 5000"])("PORT is not guessed from %j", (port) => {
    expect(problemsOf({ PORT: port })).toHaveLength(1);
  });

  test("a password is not repeated in an error", () => {
    const [problem] = problemsOf({ DATABASE_URL: "postgress://gateway:secret@db/vtpm" });
    expect(problem).toContain("postgress://gateway:***@db/vtpm");
    expect(problem).not.toContain("secret");
  });
});

test("describeSettings lists every variable with its meaning and its default", () => {
  const text = describeSettings();
  for (const variable of [
    "DATABASE_URL",
    "HOST",
    "PORT",
    "LOG_LEVEL",
    "DATABASE_POOL_SIZE",
    "WORKER_CONCURRENCY",
    "SIMULATED_TASK_SECONDS",
    "TASK_RETENTION_DAYS",
    "DATA_DIRECTORY",
  ]) {
    expect(text).toMatch(new RegExp(`^ {2}${variable} `, "m"));
  }
  expect(text).toContain("the TCP port to listen on; 0 takes any free one");
  expect(text).toContain("(default: 4000)");
});
