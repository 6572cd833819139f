import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import { preflight } from "../../tasks/preflight.ts";
import { isTpmOptionVisible } from "../../validation/security-devices.ts";
import type { Firmware as FirmwareValue } from "../../validation/vocabulary.ts";
import { checkText } from "../check-input.ts";
import type { GatewayContext } from "../context.ts";
import { Firmware } from "../enums.ts";
import { rowId } from "../global-id.ts";
import { Verdict } from "../verdict/verdict-type.ts";
import { checkHardwareVersion } from "../workflow/define-workflow.ts";

/** What findings call a VM that has no name yet. */
const NEW_VM = "new VM";

@ObjectType({ description: "Whether a VM that does not exist yet could have a TPM.", simpleResolvers: true })
class TpmOption {
  @Field(() => Boolean, {
    description: "True: the TPM option is shown. The guest OS and the firmware support a TPM.",
  })
  visible!: boolean;

  @Field(() => Boolean, { description: "True: the VM can be created with a TPM." })
  attachable!: boolean;

  @Field(() => Verdict, { description: "The verdict on creating the VM with a TPM." })
  verdict!: Verdict;
}

@Resolver()
export class TpmOptionResolver {
  @Query(() => TpmOption, {
    description: "Whether a VM with this hardware could have a TPM in a VDC: what a form for a new VM shows.",
  })
  async tpmOption(
    @Arg("vdcId", () => ID, { description: "The VDC." }) vdcId: string,
    @Arg("guestId", () => String, { description: "The vSphere guest ID, for example windows11_64Guest." })
    guestId: string,
    @Arg("firmware", () => Firmware, { description: "The boot firmware." }) firmware: FirmwareValue,
    @Arg("hardwareVersion", () => Int, { description: "The virtual hardware version, for example 19 for vmx-19." })
    hardwareVersion: number,
    @Ctx() { scope, db }: GatewayContext,
  ) {
    const verdict = await preflight(scope, db, {
      workflow: "CREATE_VM",
      name: NEW_VM,
      vdcId: rowId("Vdc", vdcId, "vdcId"),
      guestId: checkText(guestId, "guestId"),
      firmware,
      hardwareVersion: checkHardwareVersion(hardwareVersion, "hardwareVersion"),
      tpmPresent: true,
    });
    return { visible: isTpmOptionVisible(verdict), attachable: verdict.decision === "ALLOWED", verdict };
  }
}
