import { Field, ID, InterfaceType } from "type-graphql";

/** Whatever has an id of its own. Its id resolves for all types in one place: `giveGlobalIds`. */
@InterfaceType("Node", {
  description: "An object with a global ID.",
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: "An opaque, globally unique ID." })
  readonly id!: string;
}
