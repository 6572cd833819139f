import { createHash } from "node:crypto";
import { type AuditOutcome, auditLog } from "../../../schema/tables/index.ts";
import { storeVerdict } from "../../validation/stored-verdict.ts";
import type { VerdictOnRecord } from "../../validation/verdict-on-record.ts";
import type { EntityName } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import type { Connection } from "../database/database.ts";

export interface AuditedMutation {
  /** The mutation's name in the API, e.g. `copyVm`. */
  readonly mutation: string;
  readonly object: { readonly type: EntityName; readonly id: string } | null;
  /** What was asked for. Only its hash is kept: an input may hold what is nobody else's business. */
  readonly input: unknown;
  readonly outcome: AuditOutcome;
  readonly verdict: VerdictOnRecord | null;
  readonly taskId: string | null;
}

/**
 * Writes down who asked for what and what the answer was: one row a mutation, whatever the answer, in
 * the transaction of the mutation itself.
 */
export async function recordAudit(scope: Scope, connection: Connection, audited: AuditedMutation): Promise<void> {
  await connection.insert(auditLog).values({
    actor: scope.actor,
    mutation: audited.mutation,
    objectType: audited.object?.type ?? null,
    objectId: audited.object?.id ?? null,
    inputSha256: createHash("sha256").update(canonicalJson(audited.input)).digest("hex"),
    outcome: audited.outcome,
    verdict: audited.verdict && storeVerdict(audited.verdict),
    taskId: audited.taskId,
  });
}

/** JSON whose objects' keys are sorted, so that the same input is the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
