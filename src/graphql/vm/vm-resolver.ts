import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import { getPlace } from "../../inventory/reading/vdcs.ts";
import { judgeAttaching } from "../../validation/security-devices.ts";
import { subjectOf } from "../../validation/subjects.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { StorageVolumeList } from "../storage/storage-type.ts";
import { Vapp } from "../vapp/vapp-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { Vdc } from "../vdc/vdc-type.ts";
import { type ShownFinding, showFinding } from "../verdict/show-finding.ts";
import { Finding } from "../verdict/verdict-type.ts";
import { hardwareResolver, tpmDeviceOf } from "./hardware-resolver.ts";
import { TpmDevice } from "./machine-type.ts";
import { SecurityDevices, Vm, VmBy, VmList } from "./vm-type.ts";

type Row = Rows["Vm"];

@Resolver(() => Vm)
export class VmResolver extends hardwareResolver(() => Vm) {
  @Query(() => Vm, { nullable: true, description: "One VM." })
  vm(@Arg("by", () => VmBy, { description: "The object to find." }) by: Lookup, @Ctx() { reader }: GatewayContext) {
    return lookUp(reader, "Vm", by);
  }

  @Query(() => VmList.Connection, { description: "The VMs of all VDCs." })
  vms(@Args(() => VmList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("Vm", page));
  }

  @FieldResolver(() => Vdc, { description: "The VDC of the VM." })
  vdc(@Root() { vdcId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("Vdc", vdcId);
  }

  @FieldResolver(() => Vapp, { nullable: true, description: "The vApp of the VM. Null for a standalone VM." })
  vapp(@Root() { vappId }: Row, @Ctx() { reader }: GatewayContext) {
    return vappId && reader.get("Vapp", vappId);
  }

  @FieldResolver(() => VCenter, { description: "The vCenter of the VM." })
  vcenter(@Root() { vcenterId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("VCenter", vcenterId);
  }

  @FieldResolver(() => StorageVolumeList.Connection, {
    description: "The storage volumes with files of the VM. Empty: not known.",
  })
  storageVolumes(
    @Root() { id }: Row,
    @Args(() => StorageVolumeList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("storageVolumesOfVm", id, page));
  }

  @FieldResolver(() => SecurityDevices, { description: "Its TPM, and whether it could have one." })
  async securityDevices(@Root() row: Row, @Ctx() { reader }: GatewayContext) {
    // Only what is asked for costs: the place is gathered when attachability is, and once for all VMs of the page.
    const subject = { ...subjectOf(row, null), vmId: row.id };
    const judge = async () => judgeAttaching(subject, await getPlace(reader, row.vdcId));
    return {
      row,
      tpmOptionVisible: async () => (await judge()).tpmOptionVisible,
      tpmAttachable: async () => (await judge()).tpmAttachable,
      attachFindings: async () => (await judge()).findings.map((finding) => showFinding(finding, [row])),
    };
  }
}

@Resolver(() => SecurityDevices)
export class SecurityDevicesResolver {
  @FieldResolver(() => TpmDevice, { description: "The TPM device. Its status says whether there is one." })
  tpm(@Root() { row }: { row: Row }) {
    return tpmDeviceOf(row);
  }

  @FieldResolver(() => [Finding], { description: "The findings on attaching a TPM to the VM." })
  attachFindings(@Root() { attachFindings }: { attachFindings(): Promise<ShownFinding[]> }) {
    return attachFindings();
  }
}

@Resolver(() => TpmDevice)
export class TpmDeviceResolver {
  @FieldResolver(() => VmList.Connection, {
    description: "The other VMs with the same TPM identity. They share the secrets of the TPM.",
  })
  sharedWith(
    @Root() { row }: { row: { id: string } },
    @Args(() => VmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("vmsSharingTpmIdentity", row.id, page));
  }
}
