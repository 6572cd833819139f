import { existsSync } from "node:fs";
import { join } from "node:path";
import { fastifyStatic } from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { packageRoot } from "../inventory/database/package-root.ts";

const built = join(packageRoot, "dist", "graphiql");

/**
 * Nothing but our own files, and no connection but to ourselves. GraphiQL's editor writes style elements,
 * which is why inline styles are let through.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** GraphiQL from our own files, at / and /graphiql: a closed data centre has no CDN. */
export async function serveGraphiql(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: packageRoot, serve: false });
  for (const url of ["/", "/graphiql"]) app.get(url, (_request, reply) => sendPage(reply));
  app.get("/graphiql/", (_request, reply) => reply.redirect("/graphiql"));
  app.get<{ Params: { "*": string } }>("/graphiql/assets/*", (request, reply) => {
    reply.header("x-content-type-options", "nosniff");
    // The names hold a hash of the content.
    return reply.sendFile(request.params["*"], join(built, "graphiql", "assets"), { immutable: true, maxAge: "365d" });
  });
}

/**
 * Somebody who opens /graphql in a browser looks for a page. A request without a query has no other answer than
 * an error, and no client of GraphQL asks for HTML.
 */
export async function leadBrowsersToGraphiql(
  { method, query, headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const asksForPage = method === "GET" && headers.accept?.includes("text/html") && !(query as { query?: string }).query;
  // Relative, so that it is right below a proxy's path too.
  return asksForPage ? reply.header("vary", "accept").redirect("./") : undefined;
}

function sendPage(reply: FastifyReply): FastifyReply {
  if (!existsSync(join(built, "index.html"))) {
    return reply.code(503).type("text/plain").send("GraphiQL is not built yet: run `npm run build:graphiql`.\n");
  }
  return reply
    .header("content-security-policy", CONTENT_SECURITY_POLICY)
    .header("x-content-type-options", "nosniff")
    .header("referrer-policy", "no-referrer")
    .sendFile("index.html", built, { cacheControl: false });
}
