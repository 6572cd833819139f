import { Field, InputType, ObjectType } from "type-graphql";
import { BooleanFilter, defineEnumFilter, StringFilter } from "../comparators.ts";
import { GuestFamily } from "../enums.ts";

@ObjectType({ description: "A guest operating system that vSphere knows.", simpleResolvers: true })
export class GuestOperatingSystem {
  @Field(() => String, { description: "The vSphere guest ID, for example windows2019srv_64Guest." })
  guestId!: string;

  @Field(() => String, { description: "The name, for example Microsoft Windows Server 2019 (64-bit)." })
  fullName!: string;

  @Field(() => GuestFamily, { description: "The family." })
  family!: string;

  @Field(() => Boolean, { nullable: true, description: "Whether it supports a TPM. Null: not known." })
  supportsTpm!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The first vCenter version that knows the guest ID, for example 8.0.0. Null: every vCenter that can have a TPM knows it.",
  })
  sinceVCenter!: string | null;
}

const GuestFamilyFilter = defineEnumFilter("GuestFamily", GuestFamily);

@InputType({ description: "Selects guest operating systems. All given criteria must hold." })
export class GuestOperatingSystemFilter {
  @Field(() => StringFilter, { nullable: true, description: "Filter by guestId." })
  guestId?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: "Filter by fullName." })
  fullName?: StringFilter | null;

  @Field(() => GuestFamilyFilter, { nullable: true, description: "Filter by family." })
  family?: object | null;

  @Field(() => BooleanFilter, { nullable: true, description: "Filter by supportsTpm." })
  supportsTpm?: BooleanFilter | null;
}
