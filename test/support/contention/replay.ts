import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import { tasks } from "../../../schema/tables/index.ts";
import type { Estate } from "../../../src/formats/estate-schema.ts";
import { providerAdministrator } from "../../../src/inventory/access/scope.ts";
import type { Database, Transaction } from "../../../src/inventory/database/database.ts";
import { exportEstate } from "../../../src/inventory/estate-file/export-estate.ts";
import { scopeOf } from "../../../src/tasks/execute-task.ts";
import { gatherFound } from "../../../src/tasks/gather-workflow.ts";
import { refuseTakenName } from "../../../src/tasks/new-names.ts";
import { bodyOf, type WorkflowRequest } from "../../../src/tasks/workflow-bodies.ts";
import { decide } from "../../../src/validation/decide.ts";
import { storeVerdict } from "../../../src/validation/stored-verdict.ts";
import type { Verdict } from "../../../src/validation/verdict.ts";
import { decideByReference } from "../../validation/reference-model.ts";
import { type Commit, type Made, readCommits, takeMade } from "./commit-log.ts";
import { changeEstateBy, type EstateChange } from "./estate-change.ts";

type Task = typeof tasks.$inferSelect;

/** Doing the same one after the other came to something else. */
class Difference extends Error {
  override name = "Difference";
}

/**
 * Does again in another database, one after the other and locking nothing, what many did at once in the
 * live one: each task must be allowed with the very verdict that it was carried out with, and by the naive
 * model of the rules; each must make what it made; and all must come to the same estate.
 *
 * @param serial A clone of the live database as it was before.
 * @param changes What is no task, by its actor.
 * @returns how many commits there were.
 * @throws Difference with the first difference, for any other is but its consequence.
 */
export async function replay(
  live: Database,
  serial: Database,
  changes: ReadonlyMap<string, EstateChange>,
): Promise<number> {
  const commits = await readCommits(live);
  const ids = new SerialIds();
  for (const [position, commit] of commits.entries()) {
    try {
      if (commit.taskId === null) await repeatChange(serial, ids, changes, commit);
      else await repeatTask(live, serial, ids, commit, commit.taskId);
    } catch (error) {
      throw new Difference(`commit ${position} of ${commits.length}: ${(error as Error).message}`, { cause: error });
    }
  }
  await compareEstates(live, serial);
  return commits.length;
}

/** The ids that objects of the live database have in the serial one; those that were there before have the same. */
class SerialIds {
  readonly #ids = new Map<string, string>();

  translate<T>(value: T): T {
    return JSON.parse(JSON.stringify(value), (_key, part) =>
      typeof part === "string" ? (this.#ids.get(part) ?? part) : part,
    );
  }

  /** What is done in the same way makes the same things in the same order. */
  pair(live: readonly Made[], serial: readonly Made[]): void {
    const described = (made: readonly Made[]) => made.map(({ kind, name }) => `${kind} ${name}`).join(", ");
    if (described(live) !== described(serial)) {
      throw new Difference(`it made ${described(live) || "nothing"}, and now ${described(serial) || "nothing"}`);
    }
    for (const [index, { id }] of live.entries()) this.#ids.set(id, serial[index]?.id ?? "");
  }
}

async function repeatTask(
  live: Database,
  serial: Database,
  ids: SerialIds,
  commit: Commit,
  taskId: string,
): Promise<void> {
  const [task] = await live.select().from(tasks).where(eq(tasks.id, taskId));
  if (!task) throw new Difference(`there is no task ${taskId}`);
  const resultId = await carryOutAgain(serial, ids, task);
  ids.pair(commit.made, await takeMade(serial));
  if (resultId !== ids.translate(task.resultId)) {
    throw new Difference(`${task.operation} ${task.id} has another result: ${task.resultId}, and now ${resultId}`);
  }
}

/** @returns the id of its result. */
function carryOutAgain(serial: Database, ids: SerialIds, task: Task): Promise<string> {
  const request: WorkflowRequest = ids.translate(task.input as WorkflowRequest);
  return serial.transaction(async (transaction) => {
    const body = bodyOf(request);
    const named = await body.find(scopeOf(task), transaction, request);
    const gathered = await gatherFound(transaction, request, named);
    const verdict = decide(gathered.facts);
    const reference = decideByReference(gathered.facts).decision;
    const taken = await refuseTakenName(scopeOf(task), transaction, body.newName(request, named), gathered);
    const found = { decision: verdict.decision, reference, taken };
    if (!isDeepStrictEqual(found, { decision: "ALLOWED", reference: "ALLOWED", taken: [] })) {
      throw new Difference(`${task.operation} ${task.id} would not be allowed: ${JSON.stringify({ found, verdict })}`);
    }
    const verdicts = [ids.translate(task.verdict), storeVerdict(verdict)].map(withoutHolders);
    if (!isDeepStrictEqual(verdicts[0], verdicts[1])) {
      throw new Difference(`${task.operation} ${task.id} would have another verdict: ${JSON.stringify(verdicts)}`);
    }
    // An export changes nothing, and there is no task here that could keep it.
    if (request.workflow === "EXPORT_VAPP_TEMPLATE") return request.templateId;
    const permitted = { taskId: task.id, request, found: named, gathered, verdict, at: new Date() };
    const { id } = await body.carryOut(transaction, permitted);
    await checkIdentities(transaction, verdict, `${task.operation} ${task.id}`);
    return id;
  });
}

/** Of the VMs that were made: nobody else has the identity of a new TPM, and somebody has that of a copied one. */
async function checkIdentities(transaction: Transaction, { subjects }: Verdict, task: string): Promise<void> {
  const { rows } = await transaction.execute<{ name: string; tpm_status: string; holders: number }>(sql`
    with machines as (
      select id, name, tpm_status, tpm_ek_sha256 from vms
      union all select id, name, tpm_status, tpm_ek_sha256 from template_vms
      union all select id, name, tpm_status, tpm_ek_sha256 from unmanaged_vms
    )
    select name, tpm_status, (select count(*) from machines m where m.tpm_ek_sha256 = made.tpm_ek_sha256)::int as holders
    from machines made where id in (select id from commit_log.made)`);
  for (const { name, tpm_status: status, holders } of rows) {
    const { outcome } = (subjects.length === 1 ? subjects[0] : subjects.find((one) => one.name === name)) ?? {};
    const isRight = {
      NONE: status === "NOT_PRESENT",
      // The TPM of a template that was captured with REPLACE has no identity, and so no holder.
      ATTACH_NEW: status === "PRESENT" && holders <= 1,
      COPY: status === "PRESENT" && holders !== 1,
      KEEP: status === "PRESENT" && holders >= 1,
      REMOVE: false,
    }[outcome ?? "REMOVE"];
    if (!isRight) throw new Difference(`${task}: outcome ${outcome} of VM ${name} came to ${status}, ${holders} times`);
  }
}

async function repeatChange(
  serial: Database,
  ids: SerialIds,
  changes: ReadonlyMap<string, EstateChange>,
  commit: Commit,
): Promise<void> {
  const change = changes.get(commit.actor ?? "");
  if (!change) throw new Difference(`nobody knows what ${commit.actor} changed`);
  const { refusal } = await changeEstateBy(providerAdministrator, serial, ids.translate(change));
  if (refusal) throw new Difference(`${JSON.stringify(change)} would be refused: ${refusal.message}`);
  ids.pair(commit.made, await takeMade(serial));
}

async function compareEstates(live: Database, serial: Database): Promise<void> {
  const estates = [await exportEstate(providerAdministrator, live), await exportEstate(providerAdministrator, serial)];
  const [ofLive = [], ofSerial = []] = estates.map(listIdentities);
  const shared = new Set(ofLive.filter((identity) => ofSerial.includes(identity)));
  const [then = [], now = []] = estates.map((estate) => describeEstate(estate, shared));
  const different = then.findIndex((line, index) => line !== now[index]);
  if (different === -1 && then.length === now.length) return;
  throw new Difference(`the estate is another one: found ${then[different]}, and now ${now[different]}`);
}

function listIdentities(estate: Estate): string[] {
  return JSON.stringify(estate).match(/[0-9a-f]{64}/g) ?? [];
}

/**
 * The estate as lines. A TPM that was there before has the same identity in both. New ones are random, and
 * are numbered as they come: those that are equal in one estate must be equal in the other.
 */
function describeEstate(estate: Estate, shared: ReadonlySet<string>): string[] {
  const numbers = new Map<string, number>();
  const describe = (key: string, value: unknown) => {
    if (key !== "ekSha256" || typeof value !== "string" || shared.has(value)) return value;
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value);
  };
  return JSON.stringify(estate, describe, 1).split("\n");
}

/** How many machines hold an identity is counted, of whatever machines, without a lock: a warning says it. */
function withoutHolders(verdict: unknown): unknown {
  return JSON.parse(JSON.stringify(verdict, (key, value) => (key === "holders" ? undefined : value)));
}
