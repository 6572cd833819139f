import { sql } from "drizzle-orm";
import { WORKFLOWS } from "../../validation/vocabulary.ts";
import type { DatabaseInvariant } from "./database-invariant.ts";

/** The mutations that are workflows, folded to lower case: `copyvm`. */
const workflowMutations = sql`(${sql.param(WORKFLOWS.map((workflow) => workflow.toLowerCase().replaceAll("_", "")))}::text[])`;

/** No task without its mutation: that was accepted once, from who asked for the task, about the same object. */
const taskWasAcceptedOnce: DatabaseInvariant = {
  id: "task-was-accepted-once",
  broken: "Tasks without exactly one accepted mutation of their own in the audit log",
  violations: sql`
    with acceptances as (
      select task_id, lower(mutation) as mutation, actor, object_id from audit_log
      where outcome = 'ACCEPTED' and task_id is not null and lower(mutation) = any ${workflowMutations}
    )
    select t.id::text as name
    from tasks t left join acceptances a on a.task_id = t.id
    group by t.id
    having count(a.task_id) <> 1
      or bool_or(a.mutation <> replace(lower(t.operation::text), '_', '')
        or a.actor <> t.requested_by or a.object_id is distinct from t.owner_id)`,
};

/**
 * No accepted mutation without its task. Tasks are deleted when their time is over, those that ended first
 * before the others: one is rightly gone as long as none is kept that had ended when it was asked for.
 */
const acceptedWorkflowHasItsTask: DatabaseInvariant = {
  id: "accepted-workflow-has-its-task",
  broken: "Accepted mutations in the audit log without a task, and refused ones with one",
  violations: sql`
    select format('%s at %s (%s)', a.mutation, a.at, a.id) as name
    from audit_log a left join tasks t on t.id = a.task_id
    where lower(a.mutation) = any ${workflowMutations}
      and case a.outcome
        when 'REFUSED' then a.task_id is not null
        else a.task_id is null
          or (t.id is null and a.at > (select min(finished_at) from tasks) + interval '1 minute')
      end`,
};

export const AUDIT_INVARIANTS: readonly DatabaseInvariant[] = [taskWasAcceptedOnce, acceptedWorkflowHasItsTask];
