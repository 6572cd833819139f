import { type OperationDefinitionNode, parse } from "graphql";
import { type DemoIds, placeholderOf } from "./demo-ids.ts";

/** What one tab of GraphiQL begins with. */
export interface ExampleTab {
  readonly query: string;
  readonly variables: string;
}

const documents: Record<string, string> = import.meta.glob("./examples/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The example operations in the order of their numbers, with the ids of the demo estate as their variables. */
export function exampleTabs(ids: DemoIds): ExampleTab[] {
  return Object.entries(documents)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, query]) => ({ query, variables: variablesOf(query, ids) }));
}

/** A variable of an example has the name of the demo object whose id it takes. */
function variablesOf(query: string, ids: DemoIds): string {
  const operation = parse(query).definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === "OperationDefinition",
  );
  const names = operation?.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
  if (names.length === 0) return "";
  const values = names.map((name) => [name, ids[name] ?? placeholderOf(name)]);
  return JSON.stringify(Object.fromEntries(values), null, 2);
}
