import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const entry = fileURLToPath(new URL("./worker-process.ts", import.meta.url));
/** Node 20 does not run TypeScript; vite, which runs the tests, does. */
const runTypeScript = `import { runnerImport } from "vite";
await runnerImport(${JSON.stringify(entry)}, { configFile: false, logLevel: "error" });`;

/** A real worker process, looking for tasks when this returns; killed with the test at the latest. */
export async function startWorkerProcess(url: string, taskSeconds: number, concurrency = 4): Promise<ChildProcess> {
  const settings = {
    WORKER_DATABASE_URL: url,
    WORKER_TASK_SECONDS: String(taskSeconds),
    WORKER_CONCURRENCY: String(concurrency),
  };
  const child = spawn(process.execPath, ["--input-type=module", "--eval", runTypeScript], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  const [first] = await Promise.race([once(child.stdout, "data"), exited]);
  if (String(first).trim() !== "started") throw new Error(`the worker process ended before it started: ${first}`);
  return child;
}
