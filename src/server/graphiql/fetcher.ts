import type { GraphiQLProps } from "graphiql";

/** Relative, so that it is right at / and at /graphiql alike. */
const ENDPOINT = "graphql";

/** Sends one operation to the gateway that the page came from. */
export async function send(body: object, headers: Record<string, string> = {}): Promise<{ data?: unknown }> {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

export const fetcher: GraphiQLProps["fetcher"] = (operation, options) => send(operation, options?.headers);
