import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";
import { Vdc } from "./vdc-type.ts";

@InputType({ description: "The VDCs to detect." })
export class RefreshVdcCapabilitiesInput {
  @Field(() => [ID], { nullable: true, description: "The VDCs. Default: all." })
  vdcIds?: string[] | null;
}

@ObjectType({ description: "The result of refreshVdcCapabilities.", simpleResolvers: true })
export class RefreshVdcCapabilitiesPayload extends ChangePayload {
  @Field(() => [Vdc], { description: "The VDCs whose capability was detected, by name." })
  vdcs!: Vdc[];
}
