import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** A load balancer asks every few seconds; an answer later than this is none. */
const PATIENCE_MILLISECONDS = 2000;

/** /healthz: the process is up. /readyz: it can do its work, because its database answers. */
export function serveHealth(app: FastifyInstance, pingDatabase: () => Promise<unknown>): void {
  app.get("/healthz", async () => ({ status: "up" }));
  app.get("/readyz", async (_request, reply) => {
    const timer = new AbortController();
    const patience = sleep(PATIENCE_MILLISECONDS, false, { signal: timer.signal }).catch(() => false);
    const answers = pingDatabase().then(
      () => true,
      () => false,
    );
    const ready = await Promise.race([answers, patience]);
    timer.abort();
    if (ready) return { status: "ready" };
    return reply.code(503).send({ status: "not ready", reason: "The database does not answer." });
  });
}
