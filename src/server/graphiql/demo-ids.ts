import query from "./demo-ids.graphql?raw";
import { send } from "./fetcher.ts";

/** The ids of the demo estate's objects, under the names that the examples give them. */
export type DemoIds = Readonly<Record<string, string>>;

type Found = { readonly id: string } | { readonly nodes: readonly { readonly id: string }[] } | null;

/** Asks for the ids; an object that is not in this estate has none. */
export async function fetchDemoIds(): Promise<DemoIds> {
  const { data } = await send({ query });
  const objects = Object.entries((data ?? {}) as Record<string, Found>);
  return Object.fromEntries(
    objects.flatMap(([name, found]) => {
      const object = found !== null && "nodes" in found ? found.nodes[0] : found;
      return object ? [[name, object.id]] : [];
    }),
  );
}

/** What stands for an id that is not known. */
export function placeholderOf(name: string): string {
  return `the id of ${name}`;
}
