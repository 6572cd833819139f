import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./page.css";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import { fetchDemoIds } from "./demo-ids.ts";
import { exampleTabs } from "./examples.ts";
import { fetcher } from "./fetcher.ts";
import { initialTab, renewKeptTabs } from "./kept-tabs.ts";

// Without an answer the page still opens: GraphiQL itself then says that the gateway is away.
const ids = await fetchDemoIds().catch(() => ({}));
renewKeptTabs(ids);
const examples = exampleTabs(ids);

const container = document.getElementById("graphiql");
if (container !== null) {
  createRoot(container).render(
    <GraphiQL
      {...initialTab(examples)}
      fetcher={fetcher}
      defaultTabs={examples}
      defaultEditorToolsVisibility="variables"
      inputValueDeprecation
      schemaDescription
    />,
  );
}
