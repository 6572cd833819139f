import type { ClassType } from "type-graphql";
import { FieldResolver, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import { isHomeEncrypted } from "../../validation/encryption.ts";
import { findGuestOs } from "../../validation/guest-os.ts";
import { GuestFamily } from "../enums.ts";

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
      description: "True: the VM home files are encrypted. A TPM needs this. Null: not known.",
    })
    homeEncrypted(@Root() { tpmStatus: tpm, keyProviderName: keyProvider, encryptedByPolicy }: Row) {
      return isHomeEncrypted({ tpm, keyProvider, encryptedByPolicy });
    }
  }
  return HardwareResolver as unknown as ClassType<object>;
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
