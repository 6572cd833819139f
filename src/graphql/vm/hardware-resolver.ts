import type { ClassType } from "type-graphql";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { Reader } from "../../inventory/reading/reader.ts";
import { findEncryption, type HomeFacts, isHomeEncrypted, storedHome } from "../../validation/encryption.ts";
import { findGuestOs } from "../../validation/guest-os.ts";
import type { GatewayContext } from "../context.ts";
import { GuestFamily, VmEncryption } from "../enums.ts";

type Row = Rows["Vm"] | Rows["UnmanagedVm"] | Rows["TemplateVm"];

/** What can be said of any machine's hardware, whatever kind of machine it is. */
export function hardwareResolver(type: () => ClassType<object>): ClassType<object> {
  @Resolver(type)
  abstract class HardwareResolver {
    @FieldResolver(() => GuestFamily, { description: "The guest OS family." })
    guestFamily(@Root() { guestId }: Row) {
      return findGuestOs(guestId).family;
    }

    @FieldResolver(() => String, { nullable: true, description: "The name of the guest OS. Null: not known." })
    guestFullName(@Root() { guestId }: Row) {
      return findGuestOs(guestId).fullName;
    }

    @FieldResolver(() => Boolean, {
      nullable: true,
      description:
        "True: the VM home files are encrypted. A TPM needs this. A template captured with REPLACE stores them without. Null: not known.",
    })
    async homeEncrypted(@Root() row: Row, @Ctx() { reader }: GatewayContext) {
      return isHomeEncrypted(await loadHome(row, reader));
    }

    @FieldResolver(() => VmEncryption, { description: "Why the VM home files are encrypted, if they are." })
    async encryption(@Root() row: Row, @Ctx() { reader }: GatewayContext) {
      return findEncryption(await loadHome(row, reader));
    }
  }
  return HardwareResolver as unknown as ClassType<object>;
}

/** A template's VM has the encryption that its template stores. */
async function loadHome(row: Row, reader: Reader): Promise<HomeFacts> {
  if (!("templateId" in row)) return homeOf(row);
  const { tpmProvisioning } = await reader.get("VappTemplate", row.templateId);
  return storedHome(homeOf(row), tpmProvisioning);
}

/** The columns of a machine's row that are its encryption. */
export function homeOf({ tpmStatus, keyProviderName, encryptedByPolicy }: Row): HomeFacts {
  return { tpm: tpmStatus, keyProvider: keyProviderName, encryptedByPolicy };
}

/** The columns of a machine's row that are its TPM, in the shape of `TpmDevice`. */
export function tpmDeviceOf(row: Row) {
  return {
    row,
    status: row.tpmStatus,
    ekSha256: row.tpmEkSha256,
    keyProviderName: row.tpmStatus === "PRESENT" ? row.keyProviderName : null,
    provisionedAt: row.tpmProvisionedAt,
  };
}
