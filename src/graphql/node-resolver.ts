import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { Refusal } from "../inventory/access/refusal.ts";
import type { GatewayContext } from "./context.ts";
import { fromGlobalId } from "./global-id.ts";
import { Node } from "./node-type.ts";

/** What `nodes` takes at once; a page holds as many. */
const MAX_NODES = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: "The object with this ID. Null if it does not exist." })
  node(@Arg("id", () => ID, { description: "The ID." }) id: string, @Ctx() context: GatewayContext) {
    return findNode(context, id, "id");
  }

  @Query(() => [Node], {
    nullable: "items",
    description: `The objects with these ids, in the same order; null for each that is no more. ${MAX_NODES} at the most.`,
  })
  async nodes(@Arg("ids", () => [ID], { description: "Their ids." }) ids: string[], @Ctx() context: GatewayContext) {
    if (ids.length > MAX_NODES) {
      throw new Refusal("BAD_USER_INPUT", `ids: found ${ids.length}, expected ${MAX_NODES} at the most.`);
    }
    // An id at fault is an error of its own, and takes nothing from the others.
    return Promise.all(ids.map((id, index) => findNode(context, id, `ids[${index}]`).catch((error: unknown) => error)));
  }
}

async function findNode({ reader }: GatewayContext, globalId: string, argument: string) {
  const { type, id } = fromGlobalId(globalId, argument);
  const row = await reader.find(type, id);
  return row && { ...row, __typename: type };
}
