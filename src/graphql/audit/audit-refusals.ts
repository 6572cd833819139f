import type { GraphQLSchema } from "graphql";
import { Refusal } from "../../inventory/access/refusal.ts";
import { recordRefusal } from "../../inventory/changes/write-audit.ts";
import { invariant } from "../../validation/invariant.ts";
import type { GatewayContext } from "../context.ts";
import { InvalidId } from "../global-id.ts";

/**
 * A request that is at fault is in the audit log, however early that shows: a mutation whose input cannot
 * be read has nothing behind it that would write the entry.
 */
export function auditRefusals(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { name, resolve } = field;
    invariant(resolve, `the mutation ${name} has a resolver`);
    field.resolve = async (root, args, context: GatewayContext, info) => {
      try {
        return await resolve(root, args, context, info);
      } catch (error) {
        if (error instanceof Refusal) {
          const invalidId = error instanceof InvalidId ? error.given : null;
          const attempt = { mutation: name, object: null, invalidId, input: args.input ?? null };
          await recordRefusal(context.scope, context.db, attempt, error);
        }
        throw error;
      }
    };
  }
}
