import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import { getPlace } from "../../inventory/reading/vdcs.ts";
import { findCryptoState } from "../../validation/crypto-state.ts";
import { isTpmOptionVisible, judgeAttaching } from "../../validation/security-devices.ts";
import type { Verdict } from "../../validation/verdict.ts";
import type { FindingOutcome as FindingOutcomeValue } from "../../validation/vocabulary.ts";
import { TemplateVmList } from "../catalog/catalog-type.ts";
import type { GatewayContext } from "../context.ts";
import { CryptoState, FindingOutcome } from "../enums.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { StorageVolumeList } from "../storage/storage-type.ts";
import { Vapp } from "../vapp/vapp-type.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { Vdc } from "../vdc/vdc-type.ts";
import { outcomesArgument, showFindings } from "../verdict/show-finding.ts";
import { Finding, Verdict as VerdictType } from "../verdict/verdict-type.ts";
import { hardwareResolver, homeOf, tpmDeviceOf } from "./hardware-resolver.ts";
import { TpmDevice } from "./machine-type.ts";
import { UnmanagedVmList } from "./unmanaged-vm-type.ts";
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

  @FieldResolver(() => CryptoState, {
    description: "Whether its keys are available on its vCenter. A LOCKED VM cannot be powered on.",
  })
  async cryptoState(@Root() row: Row, @Ctx() { reader }: GatewayContext) {
    return findCryptoState(homeOf(row), (await getPlace(reader, row.vdcId)).vcenter);
  }

  @FieldResolver(() => SecurityDevices, { description: "Its TPM, and whether it could have one." })
  securityDevices(@Root() row: Row, @Ctx() { reader }: GatewayContext): ShownDevices {
    // Only what is asked for costs: the place is gathered when attachability is, and once for all VMs of the page.
    const judged: { verdict?: Promise<Verdict> } = {};
    const judge = async () => judgeAttaching(subjectOf(row), await getPlace(reader, row.vdcId));
    return { row, attachVerdict: () => (judged.verdict ??= judge()) };
  }
}

/** A VM's devices; what attaching a TPM would be told is judged once, when it is asked for. */
interface ShownDevices {
  readonly row: Row;
  attachVerdict(): Promise<Verdict>;
}

function subjectOf(row: Row) {
  return {
    name: row.name,
    vmId: row.id,
    tpm: row.tpmStatus,
    guestId: row.guestId,
    firmware: row.firmware,
    hardwareVersion: row.hardwareVersion,
    powerState: row.powerState,
    snapshotCount: row.snapshotCount,
    keyProvider: row.keyProviderName,
    encryptedByPolicy: row.encryptedByPolicy,
    linkedClone: row.linkedClone,
    volumes: null,
  };
}

@Resolver(() => SecurityDevices)
export class SecurityDevicesResolver {
  @FieldResolver(() => TpmDevice, { description: "The TPM device. Its status says whether there is one." })
  tpm(@Root() { row }: ShownDevices) {
    return tpmDeviceOf(row);
  }

  @FieldResolver(() => Boolean, {
    description: "True: the TPM option is shown. The guest OS and the firmware support a TPM.",
  })
  async tpmOptionVisible(@Root() devices: ShownDevices) {
    return isTpmOptionVisible(await devices.attachVerdict());
  }

  @FieldResolver(() => Boolean, { description: "True: a TPM can be attached to the VM now." })
  async tpmAttachable(@Root() devices: ShownDevices) {
    return (await devices.attachVerdict()).decision === "ALLOWED";
  }

  @FieldResolver(() => VerdictType, {
    description: "The verdict on attaching a TPM to the VM now: the same as reconfigureVm's.",
  })
  attachVerdict(@Root() devices: ShownDevices) {
    return devices.attachVerdict();
  }

  @FieldResolver(() => [Finding], { description: "The findings on attaching a TPM to the VM." })
  async attachFindings(
    @Root() devices: ShownDevices,
    @Arg("outcomes", () => [FindingOutcome], outcomesArgument) outcomes: FindingOutcomeValue[] | null,
  ) {
    const verdict = await devices.attachVerdict();
    return showFindings(verdict.findings, outcomes, verdict);
  }
}

@Resolver(() => TpmDevice)
export class TpmDeviceResolver {
  @FieldResolver(() => VmList.Connection, {
    description: "The other VMs in VDCs with the same TPM identity. They share the secrets of the TPM.",
  })
  sharedWith(
    @Root() { row }: { row: { id: string } },
    @Args(() => VmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("vmsSharingTpmIdentity", row.id, page));
  }
  @FieldResolver(() => UnmanagedVmList.Connection, {
    description: "The VMs in no VDC with the same TPM identity.",
  })
  sharedWithUnmanagedVms(
    @Root() { row }: { row: { id: string } },
    @Args(() => UnmanagedVmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("unmanagedVmsSharingTpmIdentity", row.id, page));
  }

  @FieldResolver(() => TemplateVmList.Connection, {
    description: "The VMs of templates with the same TPM identity.",
  })
  sharedWithTemplateVms(
    @Root() { row }: { row: { id: string } },
    @Args(() => TemplateVmList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("templateVmsSharingTpmIdentity", row.id, page));
  }
}
