import { GraphQLDateTime } from "graphql-scalars";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { StringFilter } from "../comparators.ts";
import { ConnectionStatus, KmsType } from "../enums.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";

@ObjectType({ description: "One server of a key provider.", simpleResolvers: true })
export class KmsServer {
  @Field(() => String, { description: "Unique within its registration." })
  name!: string;

  @Field(() => String, { description: "Host name or address." })
  address!: string;

  @Field(() => Int, { description: "TCP port; KMIP's is 5696." })
  port!: number;
}

@ObjectType({
  description: "A key provider (KMS cluster) as one vCenter has it registered. Its name is its identifier.",
  implements: Node,
  simpleResolvers: true,
})
export class KmsRegistration extends Node {
  @Field(() => String, { description: "The key provider's name; unique within its vCenter, and compared exactly." })
  name!: string;

  @Field(() => KmsType, { description: "Its kind." })
  type!: string;

  @Field(() => ConnectionStatus, { description: "Whether the vCenter reaches it." })
  status!: string;

  @Field(() => String, {
    nullable: true,
    description: "Fingerprint of the KMS behind the name: equal ones serve the same keys. Null is not known.",
  })
  kmsClusterUuid!: string | null;

  @Field(() => GraphQLDateTime, { description: "Since when the estate has it." })
  createdAt!: Date;
}

@ObjectType({ description: "A key provider's name, over all vCenters that have it registered.", simpleResolvers: true })
export class KeyProvider {
  @Field(() => String, { description: "The name; vSphere takes equal names for the same key provider." })
  name!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether all registrations of the name have the same KMS behind them. Null where a fingerprint is missing and so nobody can say.",
  })
  sameKms!: boolean | null;
}

@InputType({ description: "Which key providers; everything that is given must hold." })
export class KeyProviderFilter {
  @Field(() => StringFilter, { nullable: true, description: "By name." })
  name?: StringFilter;
}

export const KmsRegistrationBy = defineLookup("KmsRegistration", "Unique within a vCenter only.");
export const KmsRegistrationList = defineList("KmsRegistration", () => KmsRegistration, "KMS registrations");
