import type { IncomingMessage } from "node:http";

/**
 * False for a page of another site, in a browser of somebody who can reach the gateway: browsers open a
 * WebSocket and an event stream to anywhere without asking first, and say only whose page it is.
 * Other clients say nothing. A proxy that changes the host tells what it was.
 */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host, "x-forwarded-host": forwardedHost } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && [host, forwardedHost].includes(new URL(origin).host);
}
