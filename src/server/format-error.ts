import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError, Kind } from "graphql";
import type { Logger } from "pino";
import { Refusal } from "../inventory/access/refusal.ts";

const MASKED = "INTERNAL_SERVER_ERROR";

/**
 * What a client is told of an error: of a request at fault, what is wrong with it; of a fault of the
 * program, nothing but an id under which the log has it whole.
 */
export function createErrorFormatter(
  logger: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const { extensions, ...rest } = formatted;
    const cause = rootCause(error);
    if (cause instanceof Refusal) return { ...rest, message: cause.message, extensions: { code: cause.code } };
    if (extensions?.code !== MASKED) return formatted;
    if (isVariableError(error) || isArgumentError(cause)) return { ...rest, extensions: { code: "BAD_USER_INPUT" } };
    return { ...rest, ...mask(logger, cause, { path: formatted.path }) };
  };
}

/** Logs a fault of the program whole, and gives what stands for it in a response. */
export function mask(logger: Logger, error: unknown, where: object) {
  const id = randomUUID();
  logger.error({ err: error, id, ...where }, "internal server error");
  return { message: "Internal server error", extensions: { code: MASKED, id } };
}

/** GraphQL wraps what a resolver throws to say where it was thrown. */
function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? rootCause(error.originalError) : error;
}

/** graphql-js refuses the value of a variable without a code, at the variable's definition; and in the end all that follow. */
function isVariableError(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    (error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION || error.message.startsWith("Too many errors processing"))
  );
}

/**
 * graphql-js refuses an argument while it executes, without a code, when a nullable variable stands for a
 * non-null argument and turns out null.
 */
function isArgumentError(error: unknown): boolean {
  return error instanceof GraphQLError && error.message.startsWith('Argument "');
}
