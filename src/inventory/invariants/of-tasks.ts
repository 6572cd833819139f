import { sql } from "drizzle-orm";
import { WORKER_LOCK_CLASS } from "../../../schema/tables/index.ts";
import type { DatabaseInvariant } from "./database-invariant.ts";

/** Only what is allowed is queued, and only what is allowed when it is executed has an effect. */
const taskIsAllowed: DatabaseInvariant = {
  id: "task-is-allowed",
  broken: "Tasks that did not end in ERROR and whose verdict is not ALLOWED",
  violations: sql`
    select id::text as name from tasks
    where status <> 'ERROR' and verdict ->> 'decision' is distinct from 'ALLOWED'`,
};

/** A task that succeeded has made or changed something; one that did not has done nothing. */
const successHasAResult: DatabaseInvariant = {
  id: "success-has-a-result",
  broken: "Tasks that succeeded without a result, or that have one and did not",
  violations: sql`select id::text as name from tasks where (status = 'SUCCESS') <> (result_id is not null)`,
};

/**
 * What a task made or changed is there, unless somebody has deleted it since: which the audit log knows. A
 * VM may have gone with any vApp that was deleted after it was made, and an exported template with a
 * synchronisation that dropped it.
 */
const resultIsThere: DatabaseInvariant = {
  id: "result-is-there",
  broken: "Tasks whose result is gone though nobody has deleted it",
  violations: sql`
    with deletions as (
      select mutation, object_id, at from audit_log
      where outcome = 'ACCEPTED' and mutation in ('deleteVm', 'deleteVapp', 'deleteVappTemplate')
    )
    select t.id::text as name from tasks t
    where t.status = 'SUCCESS' and t.operation <> 'EXPORT_VAPP_TEMPLATE'
      and case t.result_type
        when 'Vm' then not exists (select from vms where id = t.result_id)
          -- The deletion of a vApp may have begun a while before, and waited until the VM was in it.
          and coalesce(t.created_at - interval '1 hour'
            > (select max(at) from deletions where mutation = 'deleteVapp'), true)
        when 'Vapp' then not exists (select from vapps where id = t.result_id)
        when 'VappTemplate' then not exists (select from vapp_templates where id = t.result_id)
      end
      and not exists (select from deletions d where d.object_id = t.result_id)`,
};

/** An export's result is the text that it made: it is kept with the task. */
const exportKeepsItsOvf: DatabaseInvariant = {
  id: "export-keeps-its-ovf",
  broken: "Exports that succeeded without an OVF, or tasks that have one and are no such",
  violations: sql`
    select t.id::text as name
    from tasks t left join task_exports e on e.task_id = t.id
    where (t.operation = 'EXPORT_VAPP_TEMPLATE' and t.status = 'SUCCESS') <> (e.task_id is not null)`,
};

/** Who follows a task by its events ends up where the task is. */
const eventsEndWithTheTask: DatabaseInvariant = {
  id: "events-end-with-the-task",
  broken: "Tasks whose last event says something else than the task",
  violations: sql`
    select t.id::text as name
    from tasks t
    left join lateral (
      select status, progress from task_events e where e.task_id = t.id order by e.id desc limit 1
    ) last on true
    where (last.status, last.progress) is distinct from (t.status, t.progress)`,
};

/**
 * A task goes from QUEUED to RUNNING and to one end, once; its worker's death takes it back to QUEUED and to
 * 0 %. While it runs its progress never falls.
 */
const eventsAreLegal: DatabaseInvariant = {
  id: "events-are-legal",
  broken: "Tasks with events that no task can have one after the other",
  violations: sql`
    select distinct task_id::text as name
    from (
      select task_id, status, progress, lag(status) over in_order as before, lag(progress) over in_order as least
      from task_events window in_order as (partition by task_id order by id)
    ) e
    where not case
      when before is null or status = 'QUEUED'
        then status = 'QUEUED' and progress = 0 and (before is null or before = 'RUNNING')
      when before = 'QUEUED' then status in ('RUNNING', 'CANCELED') and progress = 0
      when before = 'RUNNING' then progress >= least
      else false
    end`,
};

/** The advisory locks of workers that live, by number: Postgres takes a lock away from whoever dies. */
const liveWorkers = sql`
  select objid::bigint from pg_locks
  where locktype = 'advisory' and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())
    and classid::bigint = ${WORKER_LOCK_CLASS}::bigint`;

/** While any worker lives it finds what a dead one left running, and queues it again. */
const runningTaskHasALiveWorker: DatabaseInvariant = {
  id: "running-task-has-a-live-worker",
  broken: "RUNNING tasks that a dead worker left and living ones have not found",
  violations: sql`
    select id::text as name from tasks
    where status = 'RUNNING' and worker_lock not in (${liveWorkers}) and exists (${liveWorkers})`,
  settles: true,
};

/** And it finds what the queue has lost, or holds for a dead worker. */
const queuedTaskWillRun: DatabaseInvariant = {
  id: "queued-task-will-run",
  broken: "QUEUED tasks that no job in the queue will run, and that living workers have not found",
  violations: sql`
    select t.id::text as name from tasks t
    where t.status = 'QUEUED' and exists (${liveWorkers})
      and not exists (
        select from graphile_worker.jobs j
        where j.key = t.id::text and j.attempts < j.max_attempts
          and (j.locked_at is null or j.locked_at > now() - interval '10 seconds')
      )`,
  settles: true,
};

export const TASK_INVARIANTS: readonly DatabaseInvariant[] = [
  taskIsAllowed,
  successHasAResult,
  resultIsThere,
  exportKeepsItsOvf,
  eventsEndWithTheTask,
  eventsAreLegal,
  runningTaskHasALiveWorker,
  queuedTaskWillRun,
];
