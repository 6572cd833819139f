import type { ApolloServer, ApolloServerPlugin, BaseContext } from "@apollo/server";
import { type DocumentNode, GraphQLError, type GraphQLFormattedError } from "graphql";
import { invariant } from "../../validation/invariant.ts";

export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Its document, or what is wrong with it in the words that a client is given. */
export type CheckedSubscription =
  | { readonly document: DocumentNode }
  | { readonly errors: readonly GraphQLFormattedError[] };

/**
 * Apollo checks a subscription as it checks a query: the same limits, the same cache of documents, the same
 * errors. Then it would execute it as a query. This plugin gives the document back instead.
 */
export const handBackSubscriptions: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, request }) => {
      if (!operation) return;
      const isSubscription = operation.operation === "subscription";
      if (request.http && isSubscription) throw subscribeElsewhere();
      if (!request.http && !isSubscription) throw sendElsewhere(operation.operation);
    },
    responseForOperation: async ({ operation, document, response: { http } }) =>
      operation?.operation === "subscription"
        ? { http, body: { kind: "single", singleResult: { extensions: { document } } } }
        : null,
  }),
};

export async function checkSubscription<Context extends BaseContext>(
  apollo: ApolloServer<Context>,
  { query, operationName, variables }: SubscriptionRequest,
  contextValue: Context,
): Promise<CheckedSubscription> {
  const request = { query, ...(operationName && { operationName }), ...(variables && { variables }) };
  const { body } = await apollo.executeOperation(request, { contextValue });
  invariant(body.kind === "single", "a check gives one result");
  const { errors, extensions } = body.singleResult;
  return errors ? { errors } : { document: extensions?.document as DocumentNode };
}

function subscribeElsewhere(): GraphQLError {
  const message =
    "Found a subscription, expected a query or a mutation: subscribe over a WebSocket at /graphql, or over server-sent events at /graphql/stream.";
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST", http: { status: 400 } } });
}

function sendElsewhere(operation: string): GraphQLError {
  return new GraphQLError(`Found a ${operation}, expected a subscription: send it by POST to /graphql.`, {
    extensions: { code: "BAD_REQUEST" },
  });
}
