import { sql } from "drizzle-orm";
import { check, index, jsonb, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, primaryId } from "./columns.ts";

/** REPEATED: asked before under the same idempotency key, and answered with the task of that time. */
export const AUDIT_OUTCOMES = ["ACCEPTED", "REFUSED", "REPEATED"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];
export const auditOutcome = pgEnum("audit_outcome", AUDIT_OUTCOMES);

/** Why a mutation was refused, as its requester was told. */
export interface AuditReason {
  readonly code: string;
  readonly message: string;
  /** The path of the input's field at fault; null where no single field is. */
  readonly field: readonly string[] | null;
}

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
    /** The name that the object had then: it may be renamed or deleted since. */
    objectName: text(),
    /** What was given as an id, where it was malformed or the id of another kind of object. */
    invalidId: text(),
    /** SHA-256 of the input, in hex. */
    inputSha256: text().notNull(),
    outcome: auditOutcome().notNull(),
    reasons: jsonb().$type<readonly AuditReason[]>().notNull().default([]),
    verdict: jsonb(),
    /** Not a foreign key: a task may be deleted after its time, and this row may not change. */
    taskId: uuid(),
  },
  (table) => [
    index("audit_log_by_time").on(table.at, table.id),
    index("audit_log_by_object").on(table.objectId, table.at, table.id),
    index("audit_log_by_actor").on(table.actor, table.at, table.id),
    check(
      "audit_log_refusal_has_reasons",
      sql`(${table.outcome} = 'REFUSED') = (jsonb_array_length(${table.reasons}) > 0)`,
    ),
    check("audit_log_name_is_of_object", sql`${table.objectName} is null or ${table.objectId} is not null`),
  ],
);
