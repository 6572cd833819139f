import { type DemoIds, placeholderOf } from "./demo-ids.ts";

/** Where GraphiQL keeps its tabs in the browser. */
const TABS = "graphiql:tabState";

/** Which ids the kept tabs have. */
const IDS = "vtpm-gateway:demo-ids";

interface KeptTabs {
  readonly activeTabIndex: number;
  readonly tabs: readonly { query: string | null; variables: string | null }[];
}

/** Ids are made when an estate is loaded: after it was loaded anew, those in the kept tabs are put right. */
export function renewKeptTabs(ids: DemoIds): void {
  const before: DemoIds = JSON.parse(localStorage.getItem(IDS) ?? "{}");
  localStorage.setItem(IDS, JSON.stringify({ ...before, ...ids }));
  const kept = localStorage.getItem(TABS);
  if (kept === null) return;
  const renewed = Object.entries(ids).reduce(
    (text, [name, id]) => text.replaceAll(before[name] ?? placeholderOf(name), id),
    kept,
  );
  localStorage.setItem(TABS, renewed);
}

/**
 * What the tab that was open last began with, or else the first example. Left to itself, GraphiQL takes the
 * query and the variables that were typed last; where these do not belong to one tab, it adds another.
 */
export function initialTab(examples: KeptTabs["tabs"]): { initialQuery: string; initialVariables: string } {
  const kept: KeptTabs = JSON.parse(localStorage.getItem(TABS) ?? "null") ?? { activeTabIndex: 0, tabs: examples };
  const tab = kept.tabs[kept.activeTabIndex];
  return { initialQuery: tab?.query ?? "", initialVariables: tab?.variables ?? "" };
}
