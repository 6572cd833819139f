import { GraphQLDateTime } from "graphql-scalars";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import type { kmsServers } from "../../../schema/tables/index.ts";
import type { Rows } from "../../inventory/access/entities.ts";
import { StringFilter } from "../comparators.ts";
import { ConnectionStatus, KmsType } from "../enums.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";

@ObjectType({ description: "One server of a key provider.", simpleResolvers: true })
@shows<typeof kmsServers.$inferSelect>()
export class KmsServer {
  @Field(() => String, { description: "Unique within its registration." })
  name!: string;

  @Field(() => String, { description: "Host name or address." })
  address!: string;

  @Field(() => Int, { description: "The TCP port. KMIP uses 5696." })
  port!: number;
}

@ObjectType({
  description: "A key provider (KMS cluster) that is registered on one vCenter. Its name is its identifier.",
  implements: Node,
  simpleResolvers: true,
})
@shows<Rows["KmsRegistration"]>()
export class KmsRegistration extends Node {
  @Field(() => String, { description: "The key provider's name, unique in its vCenter. Names are compared exactly." })
  name!: string;

  @Field(() => KmsType, { description: "The type of key provider." })
  type!: string;

  @Field(() => ConnectionStatus, { description: "Whether the vCenter can reach it." })
  status!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The fingerprint of the KMS. Registrations with the same fingerprint serve the same keys. Null: not known.",
  })
  kmsClusterUuid!: string | null;

  @Field(() => GraphQLDateTime, { description: "When it was added." })
  createdAt!: Date;
}

@ObjectType({
  description: "A key provider, by its name, with its registrations on all vCenters.",
  simpleResolvers: true,
})
export class KeyProvider {
  @Field(() => String, { description: "The name. vSphere treats equal names as the same key provider." })
  name!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: the same KMS serves all registrations. Null: not known, because a fingerprint is missing.",
  })
  sameKms!: boolean | null;
}

@InputType({ description: "Which key providers. All given criteria must hold." })
export class KeyProviderFilter {
  @Field(() => StringFilter, { nullable: true, description: "By name." })
  name?: StringFilter;
}

export const KmsRegistrationBy = defineLookup("KmsRegistration", "Unique within a vCenter only.");
export const KmsRegistrationList = defineList("KmsRegistration", () => KmsRegistration, "KMS registrations");
