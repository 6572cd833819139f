import { type ClassType, Field, ID, InputType, ObjectType } from "type-graphql";
import type { VmOperation } from "../../validation/operations/vms.ts";
import { ChangePayload } from "../change-payload.ts";
import { Vm } from "./vm-type.ts";

/** An operation on one VM: all of them take the VM, and answer with it as it is then. */
interface VmOperationTypes {
  readonly Input: ClassType<{ vmId: string }>;
  readonly Payload: ClassType<ChangePayload>;
}

export function defineVmOperation(operation: VmOperation, inputDescription: string): VmOperationTypes {
  const name = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
  const Input = { [name]: class {} }[name] as ClassType<{ vmId: string }>;
  InputType(`${name}Input`, { description: inputDescription })(Input);
  Field(() => ID, { description: "The VM." })(Input.prototype, "vmId");

  const Payload = { [name]: class extends ChangePayload {} }[name] as ClassType<ChangePayload>;
  ObjectType(`${name}Payload`, { description: `What became of ${operation}.`, simpleResolvers: true })(Payload);
  Field(() => Vm, { nullable: true, description: "The VM as it is now; null where it was not done." })(
    Payload.prototype,
    "vm",
  );
  return { Input, Payload };
}

@InputType({ description: "A VM to delete, its TPM included; it must be powered off." })
export class DeleteVmInput {
  @Field(() => ID, { description: "The VM." })
  vmId!: string;
}

@ObjectType({ description: "What became of deleteVm.", simpleResolvers: true })
export class DeleteVmPayload extends ChangePayload {
  @Field(() => ID, { nullable: true, description: "The id that it had; null where it was not deleted." })
  deletedVmId!: string | null;
}
