import { index, jsonb, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, primaryId } from "./columns.ts";

/** REPEATED: asked before under the same idempotency key, and answered with the task of that time. */
export const AUDIT_OUTCOMES = ["ACCEPTED", "REFUSED", "REPEATED"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];
export const auditOutcome = pgEnum("audit_outcome", AUDIT_OUTCOMES);

/** Who asked for what, and the answer; one row a mutation, allowed or refused. Append-only, by a trigger. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: primaryId(),
    at: createdAt(),
    actor: text().notNull(),
    mutation: text().notNull(),
    objectType: text(),
    objectId: uuid(),
    /** SHA-256 of the input, in hex. */
    inputSha256: text().notNull(),
    outcome: auditOutcome().notNull(),
    verdict: jsonb(),
    /** Not a foreign key: a task may be deleted after its time, and this row may not change. */
    taskId: uuid(),
  },
  (table) => [
    index("audit_log_by_time").on(table.at, table.id),
    index("audit_log_by_object").on(table.objectId, table.at, table.id),
    index("audit_log_by_actor").on(table.actor, table.at, table.id),
  ],
);
