import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { Logger } from "pino";
import { isDisconnect, retryUntilDone } from "../../tasks/transient-errors.ts";
import { limitDepth, MAX_TOKENS, MAX_VALIDATION_ERRORS } from "../document-limits.ts";
import { createErrorFormatter } from "../format-error.ts";

export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  /** Called when a subscription begins, and again for each event: nothing that was read for one is there for the next. */
  readonly createContext: () => object;
  readonly logger: Logger;
}

/** Subscriptions as GraphQL has them, whatever carries them: the limits and the errors are those of any operation. */
export class SubscriptionOperations {
  readonly #options: SubscriptionOptions;
  readonly #formatError: ReturnType<typeof createErrorFormatter>;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    this.#formatError = createErrorFormatter(options.logger);
  }

  /** What a subscription is executed with, or what is wrong with its document. */
  prepare({ query, operationName, variables }: SubscriptionRequest): ExecutionArgs | readonly GraphQLError[] {
    const { schema, createContext } = this.#options;
    try {
      const document = parse(query, { maxTokens: MAX_TOKENS });
      const rules = [...specifiedRules, limitDepth];
      const errors = validate(schema, document, rules, { maxErrors: MAX_VALIDATION_ERRORS });
      if (errors.length > 0) return errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED"));
      const operation = getOperationAST(document, operationName);
      if (!operation) return [unknownOperation(operationName)];
      if (operation.operation !== "subscription") return [notHere(operation.operation)];
      return { schema, document, operationName, variableValues: variables, contextValue: createContext() };
    } catch (error) {
      if (error instanceof GraphQLError) return [coded(error, "GRAPHQL_PARSE_FAILED")];
      throw error;
    }
  }

  /** Its results, one for each event; or the one result where it cannot begin. */
  async subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const events = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in events)) return { errors: (events.errors ?? []).map(codedIfOfVariable) };
    return this.#resultsOf(args, events[Symbol.asyncIterator]());
  }

  /** A result as its client is given it. */
  format({ errors, ...result }: ExecutionResult): FormattedExecutionResult {
    return errors ? { ...result, errors: this.formatErrors(errors) } : result;
  }

  formatErrors(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
    return errors.map((error) => {
      const formatted = error.toJSON();
      const extensions = { code: "INTERNAL_SERVER_ERROR", ...formatted.extensions };
      return this.#formatError({ ...formatted, extensions }, error);
    });
  }

  #resultsOf(args: ExecutionArgs, events: AsyncIterator<unknown>): AsyncIterableIterator<ExecutionResult> {
    const over = new AbortController();
    const ended = { value: undefined, done: true } as const;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        if (over.signal.aborted) return ended;
        try {
          const event = await events.next();
          if (event.done) return ended;
          return { value: await this.#execute(args, event.value, over.signal), done: false };
        } catch (error) {
          if (over.signal.aborted) return ended;
          over.abort();
          await events.return?.();
          return {
            value: { errors: [new GraphQLError(String(error), { originalError: error as Error })] },
            done: false,
          };
        }
      },
      return: async () => {
        if (over.signal.aborted) return ended;
        over.abort();
        await events.return?.();
        return ended;
      },
    };
  }

  /** The event would be lost for good with the connection on which the rest of it is read: it is read again. */
  #execute(args: ExecutionArgs, event: unknown, over: AbortSignal): Promise<ExecutionResult> {
    return retryUntilDone(async () => {
      const result = await execute({ ...args, rootValue: event, contextValue: this.#options.createContext() });
      const disconnect = result.errors?.find(({ originalError }) => isDisconnect(originalError));
      if (disconnect) throw disconnect.originalError;
      return result;
    }, over);
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  error.extensions.code = code;
  return error;
}

/** What is wrong with the value of a variable is said where the variable is. */
function codedIfOfVariable(error: GraphQLError): GraphQLError {
  return error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION ? coded(error, "BAD_USER_INPUT") : error;
}

function unknownOperation(name: string | null | undefined): GraphQLError {
  const found = name == null ? "nothing" : JSON.stringify(name);
  return new GraphQLError(`operationName: found ${found}, expected the name of an operation of the document.`, {
    extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
  });
}

function notHere(operation: string): GraphQLError {
  return new GraphQLError(`Found a ${operation}, expected a subscription: send it by POST to /graphql.`, {
    extensions: { code: "BAD_REQUEST" },
  });
}
