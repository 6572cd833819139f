import { ApolloServer, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { limitDepth, MAX_TOKENS, MAX_VALIDATION_ERRORS } from "./document-limits.ts";
import { createErrorFormatter } from "./format-error.ts";
import { handBackSubscriptions } from "./subscriptions/check-subscription.ts";
import { limitVariables, refuseUnstorableLiterals } from "./variable-limits.ts";

/** All that an operation is checked for before it is executed. Subscriptions take this way too, and leave it then. */
export function createApolloServer<Context extends BaseContext>(
  schema: GraphQLSchema,
  app: FastifyInstance,
  logger: Logger,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    logger,
    formatError: createErrorFormatter(logger),
    includeStacktraceInErrorResponses: false,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    validationRules: [limitDepth, refuseUnstorableLiterals],
    // Signals are the whole process's affair: the server stops in its turn.
    stopOnTerminationSignals: false,
    plugins: [
      // It wraps every resolver, and halves the throughput.
      ApolloServerPluginCacheControlDisabled(),
      // It loads from a CDN; GraphiQL is served instead.
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      handBackSubscriptions,
      limitVariables,
    ],
  });
}
