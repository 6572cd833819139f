import { Field, ID, InterfaceType } from "type-graphql";

/** Whatever has an id of its own. Its id resolves for all types in one place: `giveGlobalIds`. */
@InterfaceType("Node", {
  description: "Whatever has an id of its own.",
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: "Opaque, and unique over the whole estate." })
  readonly id!: string;
}
