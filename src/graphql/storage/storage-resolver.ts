import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Rows } from "../../inventory/access/entities.ts";
import type { PageArguments } from "../../inventory/reading/page-arguments.ts";
import type { GatewayContext } from "../context.ts";
import { toConnection } from "../list.ts";
import { type Lookup, lookUp } from "../lookup.ts";
import { VCenter } from "../vcenter/vcenter-type.ts";
import { Datastore, DatastoreList, StorageVolume, StorageVolumeBy, StorageVolumeList } from "./storage-type.ts";

@Resolver(() => StorageVolume)
export class StorageVolumeResolver {
  @Query(() => StorageVolume, { nullable: true, description: "One storage volume." })
  storageVolume(
    @Arg("by", () => StorageVolumeBy, { description: "The object to find." }) by: Lookup,
    @Ctx() { reader }: GatewayContext,
  ) {
    return lookUp(reader, "StorageVolume", by);
  }

  @Query(() => StorageVolumeList.Connection, { description: "The storage volumes." })
  storageVolumes(@Args(() => StorageVolumeList.Arguments) page: PageArguments, @Ctx() { reader }: GatewayContext) {
    return toConnection(reader.list("StorageVolume", page));
  }

  @FieldResolver(() => DatastoreList.Connection, {
    description: "The datastores of the volume, one for each vCenter that mounts it.",
  })
  datastores(
    @Root() { id }: Rows["StorageVolume"],
    @Args(() => DatastoreList.Arguments) page: PageArguments,
    @Ctx() { reader }: GatewayContext,
  ) {
    return toConnection(reader.listOf("datastoresOfStorageVolume", id, page));
  }
}

@Resolver(() => Datastore)
export class DatastoreResolver {
  @FieldResolver(() => VCenter, { description: "The vCenter of the datastore." })
  vcenter(@Root() { vcenterId }: Rows["Datastore"], @Ctx() { reader }: GatewayContext) {
    return reader.get("VCenter", vcenterId);
  }

  @FieldResolver(() => StorageVolume, { description: "The storage volume behind it." })
  storageVolume(@Root() { storageVolumeId }: Rows["Datastore"], @Ctx() { reader }: GatewayContext) {
    return reader.get("StorageVolume", storageVolumeId);
  }
}
