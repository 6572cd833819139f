import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ChangePayload } from "../change-payload.ts";

@InputType({ description: "A vApp to delete with all of its VMs, which must be powered off." })
export class DeleteVappInput {
  @Field(() => ID, { description: "The vApp." })
  vappId!: string;
}

@ObjectType({ description: "What became of deleteVapp.", simpleResolvers: true })
export class DeleteVappPayload extends ChangePayload {
  @Field(() => ID, { nullable: true, description: "The id that it had; null where it was not deleted." })
  deletedVappId!: string | null;
}
