import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import type { Logger } from "pino";
import { isDisconnect, retryUntilDone } from "../../tasks/transient-errors.ts";
import { createErrorFormatter } from "../format-error.ts";
import type { CheckedSubscription, SubscriptionRequest } from "./check-subscription.ts";

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  /** Says what is wrong with a subscription before it begins. */
  readonly check: (request: SubscriptionRequest) => Promise<CheckedSubscription>;
  /** Called when a subscription begins, and again for each event: nothing that was read for one is there for the next. */
  readonly createContext: () => object;
  readonly logger: Logger;
}

/** What a subscription sends: a result for each event, as its client is given it. */
export type Results = AsyncIterableIterator<FormattedExecutionResult>;

/** Subscriptions as GraphQL has them, whatever carries them: the limits and the errors are those of any operation. */
export class SubscriptionOperations {
  readonly #options: SubscriptionOptions;
  readonly #formatError: ReturnType<typeof createErrorFormatter>;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    this.#formatError = createErrorFormatter(options.logger);
  }

  /** What a subscription is executed with, or what is wrong with it. */
  async prepare(request: SubscriptionRequest): Promise<ExecutionArgs | readonly GraphQLFormattedError[]> {
    const { schema, check, createContext } = this.#options;
    const checked = await check(request);
    if ("errors" in checked) return checked.errors;
    const { operationName, variables: variableValues } = request;
    return { schema, document: checked.document, operationName, variableValues, contextValue: createContext() };
  }

  /** Its results; or the one result where it cannot begin. */
  async subscribe(args: ExecutionArgs): Promise<Results | FormattedExecutionResult> {
    const events = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in events)) return this.#format(events);
    return this.#resultsOf(args, events[Symbol.asyncIterator]());
  }

  #format({ errors, ...result }: ExecutionResult): FormattedExecutionResult {
    return errors ? { ...result, errors: errors.map((error) => this.#formatOne(error)) } : result;
  }

  #formatOne(error: GraphQLError): GraphQLFormattedError {
    const formatted = error.toJSON();
    const extensions = { code: "INTERNAL_SERVER_ERROR", ...formatted.extensions };
    return this.#formatError({ ...formatted, extensions }, error);
  }

  #resultsOf(args: ExecutionArgs, events: AsyncIterator<unknown>): Results {
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
          return { value: this.#format(await this.#execute(args, event.value, over.signal)), done: false };
        } catch (error) {
          if (over.signal.aborted) return ended;
          over.abort();
          await events.return?.();
          const broken = new GraphQLError(String(error), { originalError: error as Error });
          return { value: this.#format({ errors: [broken] }), done: false };
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
