import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";

@InputType({ description: "A vApp to delete, with all of its VMs. They must be powered off." })
export class DeleteVappInput {
  @Field(() => ID, { description: "The vApp." })
  vappId!: string;
}

@ObjectType({ description: "The result of deleteVapp.", simpleResolvers: true })
export class DeleteVappPayload extends ChangePayload {
  @Field(() => ID, { nullable: true, description: "The ID of the deleted object. Null if nothing was deleted." })
  deletedVappId!: string | null;
}
