import query from "./demo-ids.graphql?raw";
import { send } from "./fetcher.ts";

/** The ids of the demo estate's objects, under the names that the examples give them. */
export type DemoIds = Readonly<Record<string, string>>;

const REMEMBERED = "vtpm-gateway:demo-ids";
const TABS = "graphiql:tabState";

/** Asks for the ids; an object that does not exist here has none. */
export async function fetchDemoIds(): Promise<DemoIds> {
  const { data } = await send({ query });
  const objects = Object.entries((data ?? {}) as Record<string, { id: string } | null>);
  return Object.fromEntries(objects.flatMap(([name, object]) => (object ? [[name, object.id]] : [])));
}

/**
 * GraphiQL keeps its tabs in the browser. Ids are made when an estate is loaded: after it was loaded anew,
 * those in the kept tabs are put right.
 */
export function renewKeptTabs(ids: DemoIds): void {
  const before: DemoIds = JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}");
  localStorage.setItem(REMEMBERED, JSON.stringify({ ...before, ...ids }));
  const kept = localStorage.getItem(TABS);
  if (kept === null) return;
  const renewed = Object.entries(ids).reduce((tabs, [name, id]) => {
    const old = before[name] ?? `the id of ${name}`;
    return tabs.replaceAll(old, id);
  }, kept);
  localStorage.setItem(TABS, renewed);
}
