import { openDatabase } from "../../src/inventory/database/database.ts";
import { startWorker } from "../../src/tasks/worker.ts";

/** A worker as a process of its own, to be killed. Started by `start-worker-process.ts` with its settings in the environment. */
const url = process.env.WORKER_DATABASE_URL ?? "";
const taskSeconds = Number(process.env.WORKER_TASK_SECONDS);
const concurrency = Number(process.env.WORKER_CONCURRENCY);

const log = { debug() {}, info() {}, warn() {}, error() {} };
const { db } = openDatabase(url, { maxConnections: 5, applicationName: "test worker" });
await startWorker({ db, url, concurrency, taskSeconds, taskRetentionDays: 90, log });
console.log("started");
