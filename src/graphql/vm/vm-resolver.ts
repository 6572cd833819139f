import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import { getPlace } from "../../inventory/reading/vdcs.ts";
import type { Finding as FindingData } from "../../validation/rule.ts";
import { judgeAttaching } from "../../validation/security-devices.ts";
import { subjectOf } from "../../validation/subjects.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { StorageVolumeList } from "../storage/storage-type.ts";
import { Vapp } from "../vapp/vapp-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { Vdc } from "../vdc/vdc-type.ts";
import { Finding } from "../verdict/verdict-type.ts";
import { hardwareResolver, tpmDeviceOf } from "./hardware-resolver.ts";
import { TpmDevice } from "./machine-type.ts";
import { SecurityDevices, Vm, VmBy, VmList } from "./vm-type.ts";

type Row = Rows["Vm"];

@Resolver(() => Vm)
export class VmResolver extends hardwareResolver(() => Vm) {
  @Query(() => Vm, { nullable: true, description: "One VM." })
  vm(@Arg("by", () => VmBy, { description: "Which one." }) by: Lookup, @Ctx() { reader }: GatewayContext) {
    return lookUp(reader, "Vm", by);
  }

  @Query(() => VmList.Connection, { description: "The VMs of all VDCs." })
  vms(@Args(() => VmList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("Vm", page));
  }

  @FieldResolver(() => Vdc, { description: "The VDC that it is in." })
  vdc(@Root() { vdcId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("Vdc", vdcId);
  }

  @FieldResolver(() => Vapp, { nullable: true, description: "The vApp that it is in; null for a standalone VM." })
  vapp(@Root() { vappId }: Row, @Ctx() { reader }: GatewayContext) {
    return vappId && reader.get("Vapp", vappId);
  }

  @FieldResolver(() => VCenter, { description: "The vCenter that it is on." })
  vcenter(@Root() { vcenterId }: Row, @Ctx() { reader }: GatewayContext) {
    return reader.get("VCenter", vcenterId);
  }

  @FieldResolver(() => StorageVolumeList.Connection, {
    description: "The storage volumes that its files lie on. A VM always lies on one: none at all is not known.",
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
    const judge = async () => judgeAttaching(subjectOf(row, row.id, null), await getPlace(reader, row.vdcId));
    return {
      row,
      tpmOptionVisible: async () => (await judge()).tpmOptionVisible,
      tpmAttachable: async () => (await judge()).tpmAttachable,
      attachFindings: async () => (await judge()).findings,
    };
  }
}

@Resolver(() => SecurityDevices)
export class SecurityDevicesResolver {
  @FieldResolver(() => TpmDevice, { description: "Its TPM, or the lack of one." })
  tpm(@Root() { row }: { row: Row }) {
    return tpmDeviceOf(row);
  }

  @FieldResolver(() => [Finding], { description: "What each prerequisite says to attaching a TPM to it where it is." })
  attachFindings(@Root() { attachFindings }: { attachFindings(): Promise<FindingData[]> }) {
    return attachFindings();
  }
}

@Resolver(() => TpmDevice)
export class TpmDeviceResolver {
  @FieldResolver(() => VmList.Connection, {
    description: "The other VMs in VDCs whose TPM has the same identity: they share its secrets.",
  })
  sharedWith(
    @Root() { row }: { row: { id: string } },
    @Args(() => VmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("vmsSharingTpmIdentity", row.id, page));
  }
}
