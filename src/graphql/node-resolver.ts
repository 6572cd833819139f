import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { Refusal } from "../inventory/refusal.ts";
import type { GatewayContext } from "./context.ts";
import { fromGlobalId } from "./global-id.ts";
import { Node } from "./node-type.ts";

/** What `nodes` takes at once; a page holds as many. */
const MAX_NODES = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: "The object with an id; null where it is no more." })
  async node(@Arg("id", () => ID, { description: "Its id." }) id: string, @Ctx() { reader }: GatewayContext) {
    const found = fromGlobalId(id, "id");
    const row = await reader.find(found.type, found.id);
    return row && { ...row, __typename: found.type };
  }

  @Query(() => [Node], {
    nullable: "items",
    description: `The objects with these ids, in the same order; null for each that is no more. ${MAX_NODES} at the most.`,
  })
  async nodes(@Arg("ids", () => [ID], { description: "Their ids." }) ids: string[], @Ctx() context: GatewayContext) {
    if (ids.length > MAX_NODES) {
      throw new Refusal("BAD_USER_INPUT", `ids: found ${ids.length}, expected ${MAX_NODES} at the most.`);
    }
    return Promise.all(ids.map((id) => this.node(id, context)));
  }
}
