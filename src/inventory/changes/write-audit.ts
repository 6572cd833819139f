import { createHash } from "node:crypto";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { type AuditOutcome, type AuditReason, auditLog } from "../../../schema/tables/index.ts";
import { storeVerdict } from "../../validation/stored-verdict.ts";
import type { VerdictOnRecord } from "../../validation/verdict-on-record.ts";
import { type EntityName, entities } from "../access/entities.ts";
import type { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Connection } from "../database/database.ts";

export interface AuditedObject {
  readonly type: EntityName;
  readonly id: string;
}

/** What somebody asked for. */
export interface AuditedAttempt {
  /** The mutation's name in the API, e.g. `copyVm`. */
  readonly mutation: string;
  readonly object: AuditedObject | null;
  /** The name that the object had before the mutation. Left out: the name that it has now. */
  readonly objectName?: string | null;
  /** What was given as an id, where it was malformed or the id of another kind of object. */
  readonly invalidId?: string | null;
  /** Only its hash is kept: an input may hold what is nobody else's business. */
  readonly input: unknown;
}

export interface AuditedMutation extends AuditedAttempt {
  readonly outcome: AuditOutcome;
  /** Why it was refused; empty where it was not. */
  readonly reasons: readonly AuditReason[];
  readonly verdict: VerdictOnRecord | null;
  readonly taskId: string | null;
}

/** The log is kept for ever, and both repeat what was asked. */
const LONGEST_MESSAGE = 2_000;
const LONGEST_ID = 255;

/**
 * Writes down who asked for what and what the answer was: one row a mutation, whatever the answer, in
 * the transaction of the mutation itself.
 */
export async function recordAudit(scope: Scope, connection: Connection, audited: AuditedMutation): Promise<void> {
  const { object, objectName } = audited;
  await connection.insert(auditLog).values({
    actor: scope.actor,
    mutation: audited.mutation,
    objectType: object?.type ?? null,
    objectId: object?.id ?? null,
    objectName: objectName === undefined && object ? selectName(scope, object) : (objectName ?? null),
    invalidId: audited.invalidId == null ? null : cut(audited.invalidId, LONGEST_ID),
    inputSha256: createHash("sha256").update(canonicalJson(audited.input)).digest("hex"),
    outcome: audited.outcome,
    reasons: audited.reasons.map(({ code, message, field }) => ({
      code,
      message: cut(message, LONGEST_MESSAGE),
      field,
    })),
    verdict: audited.verdict && storeVerdict(audited.verdict),
    taskId: audited.taskId,
  });
}

const recorded = new WeakSet<Refusal>();

/** Writes down that a request was at fault: once, by whoever knows most of the attempt. */
export async function recordRefusal(
  scope: Scope,
  connection: Connection,
  attempt: AuditedAttempt,
  refusal: Refusal,
): Promise<void> {
  if (recorded.has(refusal)) return;
  const { code, message, field } = refusal;
  const answer = { outcome: "REFUSED", reasons: [{ code, message, field }], verdict: null, taskId: null } as const;
  await recordAudit(scope, connection, { ...attempt, ...answer });
  recorded.add(refusal);
}

/** The name of an object, as far as the scope may see it; null where there is none. */
export async function findObjectName(
  scope: Scope,
  connection: Connection,
  object: AuditedObject,
): Promise<string | null> {
  const { rows } = await connection.execute<{ name: string | null }>(sql`select ${selectName(scope, object)} as name`);
  return rows[0]?.name ?? null;
}

function selectName(scope: Scope, { type, id }: AuditedObject): SQL<string | null> {
  const { table, columns } = entities[type];
  if (!columns.name) return sql`null`;
  return sql`(select ${columns.name} from ${table} where ${and(eq(table.id, id), visibleTo(scope, type))})`;
}

/** By characters, so that no half of a surrogate pair is left. */
function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
}

/** JSON whose objects' keys are sorted, so that the same input is the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
