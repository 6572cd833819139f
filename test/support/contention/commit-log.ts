import { sql } from "drizzle-orm";
import type { Connection } from "../../../src/inventory/database/database.ts";

/**
 * Has the database write down what changes the estate, in an order in which it could have happened one
 * after the other, and what each of it makes.
 *
 * INVARIANT: a transaction gets its position when it writes its task's last event or its audit row, with
 * all of its locks held, and releases none before it commits. So of two that concern the same rows the one
 * with the lower position was through before the other could look; the order of others is no matter.
 */
export async function startCommitLog(connection: Connection): Promise<void> {
  await connection.execute(sql.raw(COMMIT_LOG));
}

const COMMIT_LOG = `
create schema commit_log;
create table commit_log.commits (
  position bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  task_id uuid,
  actor text
);
create table commit_log.made (
  position bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  kind text not null,
  id uuid not null,
  name text not null
);
create index on commit_log.made (transaction);
create table commit_log.gone (kind text not null, id uuid not null);

create function commit_log.log_task() returns trigger language plpgsql as $$
begin
  insert into commit_log.commits (task_id) values (new.task_id);
  return null;
end $$;
create trigger commit_log after insert on task_events for each row when (new.status = 'SUCCESS')
  execute function commit_log.log_task();

create function commit_log.log_change() returns trigger language plpgsql as $$
begin
  insert into commit_log.commits (actor) values (new.actor);
  return null;
end $$;
create trigger commit_log after insert on audit_log
  for each row when (new.outcome = 'ACCEPTED' and new.task_id is null)
  execute function commit_log.log_change();

create function commit_log.log_made() returns trigger language plpgsql as $$
begin
  insert into commit_log.made (kind, id, name) values (tg_table_name, new.id, new.name);
  return null;
end $$;
create function commit_log.log_gone() returns trigger language plpgsql as $$
begin
  insert into commit_log.gone (kind, id) values (tg_table_name, old.id);
  return null;
end $$;
${["vms", "vapps", "vapp_templates", "template_vms", "kms_registrations", "datastores"]
  .map(
    (table) => `
create trigger made after insert on ${table} for each row execute function commit_log.log_made();
create trigger gone after delete on ${table} for each row execute function commit_log.log_gone();`,
  )
  .join("")}
`;

/** Something that changed the estate: a task that succeeded, or a change by an actor of its own. */
export interface Commit {
  readonly taskId: string | null;
  readonly actor: string | null;
  readonly made: readonly Made[];
}

/** A row that was inserted. */
export interface Made {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** All that has happened, in its order. */
export async function readCommits(connection: Connection): Promise<Commit[]> {
  const { rows } = await connection.execute<{ task_id: string | null; actor: string | null; made: Made[] }>(sql`
    select d.task_id, d.actor, coalesce(
      (select json_agg(json_build_object('kind', m.kind, 'id', m.id, 'name', m.name) order by m.position)
       from commit_log.made m where m.transaction = d.transaction), '[]') as made
    from commit_log.commits d order by d.position`);
  return rows.map(({ task_id: taskId, actor, made }) => ({ taskId, actor, made }));
}

/** What was made since it was taken last. */
export async function takeMade(connection: Connection): Promise<Made[]> {
  const { rows } = await connection.execute<{ kind: string; id: string; name: string }>(sql`
    with taken as (delete from commit_log.made returning *)
    select kind, id, name from taken order by position`);
  return rows;
}

/** How many rows of a table were deleted. */
export async function countGone(connection: Connection, kind: string): Promise<number> {
  const { rows } = await connection.execute<{ gone: number }>(
    sql`select count(*)::int as gone from commit_log.gone where kind = ${kind}`,
  );
  return rows[0]?.gone ?? 0;
}
