import {
  catalogSubscriptions,
  catalogs,
  organizations,
  templateVmDatastores,
  templateVms,
  vapps,
  vappTemplates,
  vdcs,
  vmDatastores,
  vms,
} from "../../../schema/tables/index.ts";
import type { EstateCatalog } from "../../formats/estate-schema.ts";
import { storesTpmIdentities } from "../../validation/template-provisioning.ts";
import { at, type EstateLayout, hardwareRow, identityOfMachine, resolve } from "./import-rows.ts";
import type { LaidOutVCenter } from "./import-vcenters.ts";

interface LaidOutVdc {
  readonly id: string;
  readonly vcenter: LaidOutVCenter;
}

/** Organizations and what is theirs: VDCs with vApps and VMs, catalogs with templates. @returns the VDCs' ids. */
export function layOutOrganizations(layout: EstateLayout, vcenters: readonly LaidOutVCenter[]): string[] {
  const { estate, directory, rows } = layout;
  const organizationIds = (estate.organizations ?? []).map(({ name }) => rows.addWithId(organizations, { name }));
  const idOfOrganization = (name: string) => at(organizationIds, resolve(directory.organizations, name));
  const laidOutVdcs = (estate.vdcs ?? []).map((vdc) => {
    const position = resolve({ find: () => directory.findClusterOfVdc(vdc) }, vdc.cluster);
    const vcenter = at(vcenters, position.vcenter);
    const id = rows.addWithId(vdcs, {
      name: vdc.name,
      organizationId: idOfOrganization(vdc.organization),
      vcenterId: vcenter.id,
      clusterId: at(vcenter.clusterIds, position.cluster),
      fastProvisioning: vdc.fastProvisioning ?? false,
    });
    return { id, vcenter };
  });
  layOutVms(layout, laidOutVdcs);
  const catalogIds = (estate.catalogs ?? []).map((catalog) =>
    layOutCatalog(
      layout,
      catalog,
      idOfOrganization(catalog.organization),
      at(laidOutVdcs, resolve(directory.vdcs, catalog.vdc)),
    ),
  );
  for (const { catalog, publisher } of estate.subscriptions ?? []) {
    rows.add(catalogSubscriptions, {
      catalogId: at(catalogIds, resolve(directory.catalogs, catalog)),
      publisherId: at(catalogIds, resolve(directory.catalogs, publisher)),
    });
  }
  return laidOutVdcs.map(({ id }) => id);
}

function layOutVms({ estate, directory, rows, importedAt }: EstateLayout, laidOutVdcs: readonly LaidOutVdc[]): void {
  const vappIds = (estate.vapps ?? []).map(({ name, vdc }) =>
    rows.addWithId(vapps, { name, vdcId: at(laidOutVdcs, resolve(directory.vdcs, vdc)).id }),
  );
  for (const vm of estate.vms ?? []) {
    const vdcIndex = resolve(directory.vdcs, vm.vdc);
    const { id: vdcId, vcenter } = at(laidOutVdcs, vdcIndex);
    const vmId = rows.addWithId(vms, {
      vdcId,
      vcenterId: vcenter.id,
      vappId: vm.vapp ? at(vappIds, resolve(at(directory.vapps, vdcIndex), vm.vapp)) : null,
      linkedClone: vm.linkedClone ?? false,
      ...hardwareRow(vm, identityOfMachine(vm), importedAt),
      powerState: vm.powerState ?? null,
      snapshotCount: vm.snapshotCount ?? null,
    });
    for (const name of vm.datastores ?? []) {
      rows.add(vmDatastores, { vmId, datastoreId: vcenter.idOfDatastore(name), vcenterId: vcenter.id });
    }
  }
}

function layOutCatalog(
  { rows, importedAt }: EstateLayout,
  catalog: EstateCatalog,
  organizationId: string,
  { id: vdcId, vcenter }: LaidOutVdc,
): string {
  const vcenterId = vcenter.id;
  const { name, published = false } = catalog;
  const catalogId = rows.addWithId(catalogs, { name, published, organizationId, vdcId, vcenterId });
  for (const template of catalog.templates ?? []) {
    const tpmProvisioning = template.tpmProvisioning ?? null;
    const templateId = rows.addWithId(vappTemplates, { name: template.name, catalogId, vcenterId, tpmProvisioning });
    for (const vm of template.vms) {
      // With REPLACE a template's TPM is a mere description: each instance gets an identity of its own.
      const identity = storesTpmIdentities(tpmProvisioning) ? identityOfMachine(vm) : null;
      const templateVmId = rows.addWithId(templateVms, {
        templateId,
        vcenterId,
        ...hardwareRow(vm, identity, importedAt),
      });
      for (const datastore of vm.datastores ?? []) {
        rows.add(templateVmDatastores, { templateVmId, datastoreId: vcenter.idOfDatastore(datastore), vcenterId });
      }
    }
  }
  return catalogId;
}
