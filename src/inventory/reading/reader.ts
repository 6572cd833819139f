import DataLoader from "dataloader";
import { and, getTableColumns, getTableName, inArray, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { type AssociationName, associations } from "../access/associations.ts";
import { type EntityName, entities, type LargeColumn, type Rows, rowColumns } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import { visibleTo } from "../access/visibility.ts";
import type { Database } from "../database/database.ts";
import { countRows, countRowsByParent, listPage, listPagesByParent, type Page, type Row } from "./list-page.ts";
import { type PageArguments, type PagePlan, planPage } from "./page-arguments.ts";

/** A page, and how many rows there are in all, counted only when asked. */
export interface ListedPage<R = Row> extends Page<R> {
  totalCount(): Promise<number>;
}

/**
 * What one request reads. Every object and every list is batched: however many objects ask for their
 * VDC, one statement answers, and nothing outlives the request.
 */
export class Reader {
  readonly scope: Scope;
  readonly db: Database;
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(scope: Scope, db: Database) {
    this.scope = scope;
    this.db = db;
  }

  /** The row, or null where there is none that the scope may see. */
  find<E extends EntityName>(entity: E, id: string): Promise<Rows[E] | null> {
    const loader = this.loader(`find ${entity}`, async (ids) => {
      const rows = (await findByIds(this.scope, this.db, entity, ids)) as Rows[E][];
      return new Map(rows.map((row) => [row.id, row]));
    });
    return loader.load(id) as Promise<Rows[E] | null>;
  }

  /** The row that a foreign key of our own names, which is therefore there. */
  async get<E extends EntityName>(entity: E, id: string): Promise<Rows[E]> {
    const row = await this.find(entity, id);
    if (!row) throw new Error(`${entity} ${id} is referred to and cannot be read`);
    return row;
  }

  /** A column that rows do not carry, in one statement for all who ask; null where there is no such row to see. */
  loadColumn<E extends EntityName>(entity: E, column: LargeColumn<E>, id: string): Promise<unknown> {
    const { table } = entities[entity];
    const value = getTableColumns(table)[column] as PgColumn;
    const loader = this.loader(`${column} of ${entity}`, async (ids) => {
      const rows = await this.db
        .select({ id: table.id, value })
        .from(table)
        .where(and(inArray(table.id, [...ids]), visibleTo(this.scope, entity)));
      return new Map(rows.map((row) => [row.id as string, row.value]));
    });
    return loader.load(id);
  }

  async list(entity: EntityName, page: PageArguments): Promise<ListedPage> {
    const plan = planPage(entity, page);
    const found = await listPage(this.scope, this.db, entity, plan);
    return { ...found, totalCount: () => countRows(this.scope, this.db, entity, plan) };
  }

  /** A page of the list that belongs to one parent; pages of the same shape are read together. */
  async listOf(name: AssociationName, parent: string, page: PageArguments): Promise<ListedPage> {
    const plan: PagePlan = planPage(associations[name].entity, page);
    const shape = `${name} ${JSON.stringify(page)}`;
    const pages = this.loader(`list ${shape}`, (parents) =>
      listPagesByParent(this.scope, this.db, name, parents, plan),
    );
    const counts = this.loader(`count ${shape}`, (parents) =>
      countRowsByParent(this.scope, this.db, name, parents, plan),
    );
    const found = (await pages.load(parent)) as Page;
    return { ...found, totalCount: async () => ((await counts.load(parent)) as number | null) ?? 0 };
  }

  /** What was read before a change says nothing any more: each mutation of a request reads anew. */
  forget(): void {
    this.#loaders.clear();
  }

  /** A loader of the request's own, made when it is first asked for; a key without a value is null. */
  loader<V>(
    name: string,
    load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  ): DataLoader<string, V | null> {
    let loader = this.#loaders.get(name) as DataLoader<string, V | null> | undefined;
    if (!loader) {
      loader = new DataLoader<string, V | null>(async (keys) => {
        const values = await load(keys);
        return keys.map((key) => values.get(key) ?? null);
      });
      this.#loaders.set(name, loader as DataLoader<string, unknown>);
    }
    return loader;
  }
}

type PreparedFind = ReturnType<typeof prepareFindByIds>;

/** Prepared once a process and table: planning costs more than finding. */
const preparedByDatabase = new WeakMap<Database, Map<EntityName, PreparedFind>>();

async function findByIds(scope: Scope, db: Database, entity: EntityName, ids: readonly string[]): Promise<unknown[]> {
  const visible = visibleTo(scope, entity);
  if (visible) {
    const { table } = entities[entity];
    return db
      .select(rowColumns(entity))
      .from(table)
      .where(and(inArray(table.id, [...ids]), visible));
  }
  return preparedFind(db, entity).execute({ ids: [...ids] });
}

function preparedFind(db: Database, entity: EntityName): PreparedFind {
  const statements = preparedByDatabase.get(db) ?? new Map<EntityName, PreparedFind>();
  preparedByDatabase.set(db, statements);
  const statement = statements.get(entity) ?? prepareFindByIds(db, entity);
  statements.set(entity, statement);
  return statement;
}

function prepareFindByIds(db: Database, entity: EntityName) {
  const { table } = entities[entity];
  return db
    .select(rowColumns(entity))
    .from(table)
    .where(sql`${table.id} = any(${sql.placeholder("ids")}::uuid[])`)
    .prepare(`find_${getTableName(table)}_by_ids`);
}
