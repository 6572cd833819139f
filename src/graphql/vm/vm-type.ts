import { Field, ObjectType } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { defineList } from "../list.ts";
import { defineLookup } from "../lookup.ts";
import { Node } from "../node-type.ts";
import { shows } from "../shows.ts";
import { Machine } from "./machine-type.ts";

@ObjectType({ description: "A VM in a VDC.", implements: Node, simpleResolvers: true })
@shows<Rows["Vm"]>()
export class Vm extends Machine {
  @Field(() => String, { description: "Unique within its vApp, or within its VDC for a standalone VM." })
  name!: string;

  @Field(() => String, {
    description: "vCenter's managed object reference, for example vm-1001; unique within its vCenter.",
  })
  moRef!: string;

  @Field(() => String, { description: "vCenter's instance UUID; a copy has one of its own." })
  instanceUuid!: string;
}

@ObjectType({ description: "The security devices of a VM.", simpleResolvers: true })
export class SecurityDevices {
  @Field(() => Boolean, {
    description: "True: the TPM option is shown. The guest OS and the firmware support a TPM.",
  })
  tpmOptionVisible!: boolean;

  @Field(() => Boolean, { description: "True: a TPM can be attached to the VM. All prerequisites pass." })
  tpmAttachable!: boolean;
}

export const VmBy = defineLookup("Vm", "Unique within a vApp or VDC only.");
export const VmList = defineList("Vm", () => Vm, "VMs");
