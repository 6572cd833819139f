import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { backUpKeyProvider, restoreKeyProvider } from "../../inventory/changes/administer-native-key-providers.ts";
import { userErrors } from "../change-payload.ts";
import type { GatewayContext } from "../context.ts";
import { rowId } from "../global-id.ts";
import {
  BackUpKeyProviderInput,
  BackUpKeyProviderPayload,
  RestoreKeyProviderInput,
  RestoreKeyProviderPayload,
} from "./native-key-provider-type.ts";

const input = { description: "The change." };

@Resolver()
export class NativeKeyProviderResolver {
  @Mutation(() => BackUpKeyProviderPayload, {
    description: "Back up a native key provider. Its vCenter uses it only after that.",
  })
  async backUpKeyProvider(
    @Arg("input", () => BackUpKeyProviderInput, input) { kmsRegistrationId }: BackUpKeyProviderInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const id = rowId("KmsRegistration", kmsRegistrationId, "input.kmsRegistrationId");
    const backedUp = await backUpKeyProvider(scope, db, id);
    reader.forget();
    return { kmsRegistration: backedUp.done, userErrors: userErrors(backedUp) };
  }

  @Mutation(() => RestoreKeyProviderPayload, {
    description:
      "Restore the backup of a native key provider on another vCenter, with the same name and the same key. It is CONNECTED there.",
  })
  async restoreKeyProvider(
    @Arg("input", () => RestoreKeyProviderInput, input) { kmsRegistrationId, vcenterId }: RestoreKeyProviderInput,
    @Ctx() { scope, db, reader }: GatewayContext,
  ) {
    const restored = await restoreKeyProvider(scope, db, {
      kmsRegistrationId: rowId("KmsRegistration", kmsRegistrationId, "input.kmsRegistrationId"),
      vcenterId: rowId("VCenter", vcenterId, "input.vcenterId"),
    });
    reader.forget();
    return { kmsRegistration: restored.done, userErrors: userErrors(restored) };
  }
}
