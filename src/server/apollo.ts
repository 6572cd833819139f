import { ApolloServer, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin } from "@as-integrations/fastify";
import { depthLimit } from "@graphile/depth-limit";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { createErrorFormatter } from "./format-error.ts";

/** The longest example operation has some 300 tokens, and the introspection query some 200. */
const MAX_TOKENS = 10_000;

/** Enough to mend a document by; the rest would be more of the same. */
const MAX_VALIDATION_ERRORS = 20;

/**
 * The depths that a document may have. The depths of introspection are those that GraphiQL and the code
 * generators need: a type is wrapped in up to nine lists and non-nulls.
 */
const limitDepth = depthLimit({
  maxIntrospectionDepth: 16,
  maxIntrospectionListDepth: 4,
  maxDepthByFieldCoordinates: { "__Type.ofType": 10 },
  revealDetails: true,
});

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
    validationRules: [limitDepth],
    // Signals are the whole process's affair: the server stops in its turn.
    stopOnTerminationSignals: false,
    plugins: [
      // It wraps every resolver, and halves the throughput.
      ApolloServerPluginCacheControlDisabled(),
      // It loads from a CDN; GraphiQL is served instead.
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
    ],
  });
}
