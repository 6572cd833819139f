import { type ClassType, Field, ID, InputType, ObjectType } from "type-graphql";
import type { VmOperation } from "../../validation/operations/vms.ts";
import { ChangePayload } from "../change-payload.ts";
import { defineClass } from "../define-class.ts";
import { Vm } from "./vm-type.ts";

/** An operation on one VM: all of them take the VM, and answer with it as it is then. */
interface VmOperationTypes {
  readonly Input: ClassType<{ vmId: string }>;
  readonly Payload: ClassType<ChangePayload>;
}

export function defineVmOperation(operation: VmOperation, inputDescription: string): VmOperationTypes {
  const name = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
  const Input = defineClass<{ vmId: string }>(`${name}Input`);
  InputType(`${name}Input`, { description: inputDescription })(Input);
  Field(() => ID, { description: "The VM." })(Input.prototype, "vmId");

  const Payload = defineClass<ChangePayload>(`${name}Payload`, ChangePayload as ClassType<ChangePayload>);
  ObjectType(`${name}Payload`, { description: `The result of ${operation}.`, simpleResolvers: true })(Payload);
  Field(() => Vm, { nullable: true, description: "The VM in its current state. Null if nothing was changed." })(
    Payload.prototype,
    "vm",
  );
  return { Input, Payload };
}

@InputType({ description: "A VM to delete, with its TPM. It must be powered off." })
export class DeleteVmInput {
  @Field(() => ID, { description: "The VM." })
  vmId!: string;
}

@ObjectType({ description: "The result of deleteVm.", simpleResolvers: true })
export class DeleteVmPayload extends ChangePayload {
  @Field(() => ID, { nullable: true, description: "The ID of the deleted object. Null if nothing was deleted." })
  deletedVmId!: string | null;
}
