import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { mask } from "./format-error.ts";
import { EVENT_STREAM_PATH } from "./subscriptions/event-streams.ts";

/** An OVF descriptor is the largest thing that a request carries; a large one has some 5 MiB. */
export const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

const CODES: Readonly<Record<number, string>> = {
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
};

/** What goes wrong outside of GraphQL is answered in the form of GraphQL's errors, so that clients read one form. */
export function answerErrorsLikeGraphql(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.code === "ERR_INVALID_URL" ? 400 : (error.statusCode ?? 500);
    if (status >= 500 && error.code !== "FST_ERR_CLOSING") {
      const masked = mask(logger, error, { method: request.method, url: request.url });
      return reply.code(500).send({ errors: [masked] });
    }
    return answer(reply, status, messageOf(error));
  });
  app.setNotFoundHandler((request: FastifyRequest, reply) => {
    const [path] = request.url.split("?");
    const operations = path === "/graphql" ? "query" : path === EVENT_STREAM_PATH ? "subscription" : null;
    if (operations === null) return answer(reply, 404, `There is nothing at ${path}. GraphQL is at /graphql.`);
    reply.header("allow", "GET, POST");
    return answer(reply, 405, `Found ${request.method}, expected POST, or GET for a ${operations}.`);
  });
}

function messageOf(error: FastifyError): string {
  if (error.code !== "FST_ERR_CTP_BODY_TOO_LARGE") return error.message;
  return `The body of the request is larger than ${BODY_LIMIT_BYTES} bytes, which is the most that is taken.`;
}

function answer(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code: CODES[status] ?? "BAD_REQUEST" } }] });
}
