import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";
import { Vdc } from "./vdc-type.ts";

@InputType({ description: "The VDCs whose TPM capability is to be detected anew." })
export class RefreshVdcCapabilitiesInput {
  @Field(() => [ID], { nullable: true, description: "Which VDCs; every one if left out." })
  vdcIds?: string[] | null;
}

@ObjectType({ description: "What became of refreshVdcCapabilities.", simpleResolvers: true })
export class RefreshVdcCapabilitiesPayload extends ChangePayload {
  @Field(() => [Vdc], { description: "The VDCs whose capability was detected, by name." })
  vdcs!: Vdc[];
}
