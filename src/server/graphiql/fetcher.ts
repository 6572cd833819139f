import type { GraphiQLProps } from "graphiql";
import { type ExecutionResult, getOperationAST } from "graphql";
import { createClient } from "graphql-ws";

/** Relative, so that it is right at / and at /graphiql alike. */
const ENDPOINT = "graphql";

/** Sends one operation to the gateway that the page came from. */
export async function send(body: object, headers: Record<string, string> = {}): Promise<ExecutionResult> {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** It connects with the first subscription, and leaves with the last. */
const subscriptions = createClient({
  url: () => new URL(ENDPOINT, document.baseURI).href.replace(/^http/, "ws"),
});

export const fetcher: GraphiQLProps["fetcher"] = (operation, options) => {
  const { documentAST, headers } = options ?? {};
  const asked = documentAST && getOperationAST(documentAST, operation.operationName);
  if (asked?.operation !== "subscription") return send(operation, headers);
  // GraphiQL shows a result as it came; its type has errors as a server has them.
  return subscriptions.iterate(operation) as AsyncIterableIterator<ExecutionResult>;
};
