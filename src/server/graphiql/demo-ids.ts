import query from "./demo-ids.graphql?raw";
import { send } from "./fetcher.ts";

/** The ids of the demo estate's objects, under the names that the examples give them. */
export type DemoIds = Readonly<Record<string, string>>;

/** Asks for the ids; an object that is not in this estate has none. */
export async function fetchDemoIds(): Promise<DemoIds> {
  const { data } = await send({ query });
  const objects = Object.entries((data ?? {}) as Record<string, { id: string } | null>);
  return Object.fromEntries(objects.flatMap(([name, object]) => (object ? [[name, object.id]] : [])));
}

/** What stands for an id that is not known. */
export function placeholderOf(name: string): string {
  return `the id of ${name}`;
}
