import { ArgsType, type ClassType, Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { type Entity, type EntityName, entities } from "../inventory/access/entities.ts";
import {
  DEFAULT_PAGE_SIZE,
  MAX_PAGE_SIZE,
  type OrderBy,
  type PageArguments,
} from "../inventory/reading/page-arguments.ts";
import type { ListedPage } from "../inventory/reading/reader.ts";
import { DateTimeFilter, defineEnumFilter, IdFilter, StringFilter } from "./comparators.ts";
import { defineClass } from "./define-class.ts";
import { enumsByPostgresName } from "./enums.ts";

@ObjectType({ description: "The position of a page in its list.", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "True: there are more objects after this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "True: there are more objects before this page." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first object. Null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the last object. Null on an empty page.",
  })
  endCursor!: string | null;
}

const SortDirection = { ASC: "ASC", DESC: "DESC" } as const;
registerEnumType(SortDirection, {
  name: "SortDirection",
  description: "The direction of an order.",
  valuesConfig: { ASC: { description: "Ascending." }, DESC: { description: "Descending." } },
});

const orderDescriptions: Readonly<Record<string, string>> = {
  NAME: "By name, byte by byte.",
  CREATED_AT: "By the time when it was added.",
  AT: "By time.",
};

/** The GraphQL types of the lists of one entity. */
interface ListTypes {
  readonly Connection: ClassType<object>;
  readonly Arguments: ClassType<PageArguments>;
}

const filters = new Map<EntityName, ClassType<object>>();
const enumFilters = new Map<string, ClassType<object>>();

/**
 * Makes the types of an entity's lists: `VmConnection`, `VmEdge`, `VmFilter`, `VmOrder`. What can be
 * filtered and ordered by is what the entity says, so that schema and inventory cannot differ.
 */
export function defineList(entity: EntityName, type: () => ClassType<object>, plural: string): ListTypes {
  return { Connection: defineConnection(entity, type, plural), Arguments: defineArguments(entity, plural) };
}

export function defineConnection(name: string, type: () => ClassType<object>, plural: string): ClassType<object> {
  const Edge = defineClass(`${name}Edge`);
  ObjectType(Edge.name, { description: `One of the ${plural} of a page, with its cursor.`, simpleResolvers: true })(
    Edge,
  );
  field(Edge, "node", type, "The object itself.");
  field(Edge, "cursor", () => String, "The cursor of the object, for after and before.");

  const Connection = defineClass(`${name}Connection`);
  ObjectType(Connection.name, { description: `A page of ${plural}.`, simpleResolvers: true })(Connection);
  field(Connection, "nodes", () => [type()], `The ${plural} of the page.`);
  field(Connection, "edges", () => [Edge], `The ${plural} of the page, each with its cursor.`);
  field(Connection, "pageInfo", () => PageInfo, "The position of the page in the list.");
  field(
    Connection,
    "totalCount",
    () => Int,
    "The number of objects on all pages. It is counted only if you ask for it.",
  );
  return Connection;
}

/** The input type by which a relation to an entity is filtered; its list must have been defined. */
export function filterOf(entity: EntityName): ClassType<object> {
  const Filter = filters.get(entity);
  if (!Filter) throw new Error(`the list of ${entity} is not defined yet`);
  return Filter;
}

function defineArguments(entity: EntityName, plural: string): ClassType<PageArguments> {
  const Filter = defineFilter(entity, plural);
  const Order = defineOrder(entity, plural);
  const Arguments = defineClass(`${entity}Arguments`);
  ArgsType()(Arguments);
  const argument = (key: string, type: () => object, description: string) =>
    Field(type as () => ClassType<object>, { nullable: true, description })(Arguments.prototype, key);
  const size = `1 to ${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} if neither first nor last is given.`;
  argument("first", () => Int, `The number of objects from the start, or after the cursor in \`after\`: ${size}`);
  argument("after", () => String, "Only objects after this cursor.");
  argument("last", () => Int, `The number of objects from the end, or before the cursor in \`before\`: ${size}`);
  argument("before", () => String, "Only objects before this cursor.");
  argument("filter", () => Filter, `Only the ${plural} that match.`);
  argument("orderBy", () => [Order], "The order. The first entry counts most. Equal objects are ordered by ID.");
  return Arguments as ClassType<PageArguments>;
}

function defineFilter(entity: EntityName, plural: string): ClassType<object> {
  const Filter = defineClass(`${entity}Filter`);
  filters.set(entity, Filter);
  InputType(Filter.name, { description: `Selects ${plural}. All given criteria must hold.` })(Filter);
  const { columns, relations, deprecatedColumns } = entities[entity];
  const criterion = (key: string, type: () => object, description: string) => {
    const deprecationReason = deprecatedColumns?.[key];
    const options = { nullable: true, description, ...(deprecationReason && { deprecationReason }) };
    Field(type as () => ClassType<object>, options)(Filter.prototype, key);
  };
  for (const [key, column] of Object.entries(columns)) {
    // Made now: types that come to light only while the schema is built come too late.
    const type = comparatorsOf(column);
    criterion(key, () => type, `Filter by ${key}.`);
  }
  for (const [key, relation] of Object.entries(relations)) {
    criterion(key, () => filterOf(relation.to), `Only objects whose ${key} matches.`);
  }
  criterion("and", () => [Filter], "All of these filters match.");
  criterion("or", () => [Filter], "At least one of these filters matches.");
  criterion("not", () => Filter, "This filter does not match.");
  return Filter;
}

/** Which comparators a column's values have. */
function comparatorsOf(column: Entity["columns"][string]): ClassType<object> {
  if ("enum" in column) return enumFilter((column.enum as { enumName: string }).enumName);
  if (column.dataType === "date") return DateTimeFilter;
  return column.getSQLType() === "uuid" ? IdFilter : StringFilter;
}

function enumFilter(postgresName: string): ClassType<object> {
  const found = enumsByPostgresName[postgresName];
  if (!found) throw new Error(`the Postgres enum ${postgresName} has no GraphQL enum to be filtered by`);
  const Filter = enumFilters.get(found.name) ?? defineEnumFilter(found.name, found.type);
  enumFilters.set(found.name, Filter);
  return Filter;
}

function defineOrder(entity: EntityName, plural: string): ClassType<object> {
  const fields = Object.fromEntries(Object.keys(entities[entity].orders).map((key) => [key, key]));
  registerEnumType<Record<string, string>>(fields, {
    name: `${entity}OrderField`,
    description: `What ${plural} can be ordered by.`,
    valuesConfig: Object.fromEntries(
      Object.keys(fields).map((key) => [key, { description: orderDescriptions[key] ?? key }]),
    ),
  });
  const Order = defineClass(`${entity}Order`);
  InputType(Order.name, { description: `An order of ${plural}.` })(Order);
  field(Order, "field", () => fields, "The field to order by.");
  Field(() => SortDirection, { defaultValue: "ASC" satisfies OrderBy["direction"], description: "The direction." })(
    Order.prototype,
    "direction",
  );
  return Order;
}

function field(owner: ClassType<object>, key: string, type: () => object, description: string): void {
  Field(type as () => ClassType<object>, { description })(owner.prototype, key);
}

/** A page in the shape of a connection; edges and the count are made only when they are asked for. */
export async function toConnection<R>(listed: Promise<ListedPage<R>>): Promise<object> {
  const page = await listed;
  const first = page.rows[0];
  const last = page.rows.at(-1);
  return {
    nodes: page.rows,
    edges: () => page.rows.map((node) => ({ node, cursor: page.cursorOf(node) })),
    pageInfo: () => ({
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: first ? page.cursorOf(first) : null,
      endCursor: last ? page.cursorOf(last) : null,
    }),
    totalCount: page.totalCount,
  };
}
