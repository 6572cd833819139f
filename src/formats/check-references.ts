import type { EstateDirectory } from "./estate-directory.ts";
import { describeValue, type EstateError, estateError, type PathStep } from "./estate-error.ts";
import type { Estate } from "./estate-schema.ts";
import { type Draft, itemsOf } from "./estate-shape.ts";
import type { Lookup } from "./name-register.ts";

type Item<Key extends keyof Estate> =
  NonNullable<Draft<Estate>[Key]> extends readonly (infer T)[] ? NonNullable<T> : never;
type Machine = { readonly datastores?: readonly (string | undefined)[] | undefined };

/** Every reference means one object, and none reaches from one vCenter into another. */
export function checkReferences(estate: Draft<Estate>, directory: EstateDirectory): EstateError[] {
  const check = new ReferenceCheck(estate, directory);
  for (const [index, vcenter] of itemsOf(estate.vcenters)) check.checkVCenter(vcenter, index);
  for (const [index, vdc] of itemsOf(estate.vdcs)) check.checkVdc(vdc, ["vdcs", index]);
  for (const [index, vapp] of itemsOf(estate.vapps)) check.checkVapp(vapp, ["vapps", index]);
  for (const [index, vm] of itemsOf(estate.vms)) check.checkVm(vm, ["vms", index]);
  for (const [index, catalog] of itemsOf(estate.catalogs)) check.checkCatalog(catalog, ["catalogs", index]);
  for (const [index, subscription] of itemsOf(estate.subscriptions)) {
    check.checkSubscription(subscription, ["subscriptions", index]);
  }
  return check.errors;
}

class ReferenceCheck {
  readonly errors: EstateError[] = [];
  readonly #estate: Draft<Estate>;
  readonly #directory: EstateDirectory;

  constructor(estate: Draft<Estate>, directory: EstateDirectory) {
    this.#estate = estate;
    this.#directory = directory;
  }

  /** What the reference means; undefined, and said why, where it means nothing or more than one thing. */
  #expect<T>(
    path: readonly PathStep[],
    reference: string | null | undefined,
    expected: string,
    register: { find(reference: string): Lookup<T> } | undefined,
  ): T | undefined {
    if (reference === undefined || reference === null || !register) return undefined;
    const lookup = register.find(reference);
    if (lookup.kind === "found") return lookup.value;
    if (lookup.kind === "unknown") {
      this.#say(path, describeValue(reference), `${expected}: ${lookup.candidates}`);
    }
    if (lookup.kind === "ambiguous") {
      const meanings = lookup.meanings.map((meaning) => JSON.stringify(meaning)).join(" or ");
      this.#say(path, `${describeValue(reference)}, of which there are several`, meanings);
    }
    return undefined;
  }

  checkVCenter(vcenter: Item<"vcenters">, index: number): void {
    const path = ["vcenters", index];
    const names = this.#directory.insideVCenters[index];
    const provider = `a key provider registered on ${this.#nameVCenter(index)}`;
    this.#expect([...path, "defaultKeyProvider"], vcenter.defaultKeyProvider, provider, names?.kmsRegistrations);
    for (const key of ["trusts", "distrusts"] as const) {
      for (const [position, other] of itemsOf(vcenter[key])) {
        const where = [...path, key, position];
        const found = this.#expect(where, other, "the name of a vCenter", this.#directory.vcenters);
        if (found === index) this.#say(where, `${describeValue(other)}, the vCenter itself`, "another vCenter");
      }
    }
    for (const [position, datastore] of itemsOf(vcenter.datastores)) {
      const where = [...path, "datastores", position, "volume"];
      this.#expect(where, datastore.volume, "the name of a storage volume", this.#directory.storageVolumes);
    }
    for (const [position, cluster] of itemsOf(vcenter.clusters)) {
      const where = [...path, "clusters", position];
      this.#expect([...where, "defaultKeyProvider"], cluster.defaultKeyProvider, provider, names?.kmsRegistrations);
      this.#checkDatastores(cluster, where, index);
    }
    this.#checkUnmanagedVms(vcenter, index);
  }

  #checkUnmanagedVms(vcenter: Item<"vcenters">, index: number): void {
    const expected = `a cluster of ${this.#nameVCenter(index)}`;
    const clusterOfVapp = new Map<string, string>();
    for (const [position, vm] of itemsOf(vcenter.unmanagedVms)) {
      const path = ["vcenters", index, "unmanagedVms", position];
      this.#expect([...path, "cluster"], vm.cluster, expected, this.#directory.insideVCenters[index]?.clusters);
      this.#checkDatastores(vm, path, index);
      if (typeof vm.vapp !== "string" || vm.cluster === undefined) continue;
      const cluster = clusterOfVapp.get(vm.vapp) ?? vm.cluster;
      clusterOfVapp.set(vm.vapp, cluster);
      if (cluster === vm.cluster) continue;
      const ofTheOthers = `${describeValue(cluster)}, where the other VMs of its vApp are`;
      this.#say([...path, "cluster"], describeValue(vm.cluster), ofTheOthers);
    }
  }

  checkVdc(vdc: Item<"vdcs">, path: readonly PathStep[]): void {
    const { organizations, vcenters } = this.#directory;
    this.#expect([...path, "organization"], vdc.organization, "the name of an organization", organizations);
    this.#expect([...path, "vcenter"], vdc.vcenter, "the name of a vCenter", vcenters);
    const expected = vdc.vcenter === undefined ? "the name of a cluster" : `a cluster of ${vdc.vcenter}`;
    this.#expect([...path, "cluster"], vdc.cluster, expected, { find: () => this.#directory.findClusterOfVdc(vdc) });
  }

  checkVapp(vapp: Item<"vapps">, path: readonly PathStep[]): void {
    this.#expect([...path, "vdc"], vapp.vdc, "the name of a VDC", this.#directory.vdcs);
  }

  checkVm(vm: Item<"vms">, path: readonly PathStep[]): void {
    const vdc = this.#expect([...path, "vdc"], vm.vdc, "the name of a VDC", this.#directory.vdcs);
    if (vdc === undefined) return;
    this.#checkVapp(vm, path, vdc);
    this.#checkDatastores(vm, path, this.#directory.vdcPlaces[vdc]?.vcenter);
  }

  /** A vApp and all of its VMs are in one VDC. */
  #checkVapp(vm: Item<"vms">, path: readonly PathStep[], vdc: number): void {
    const lookup = typeof vm.vapp === "string" ? this.#directory.vapps[vdc]?.find(vm.vapp) : undefined;
    if (typeof vm.vapp !== "string" || lookup?.kind !== "unknown") return;
    const elsewhere = this.#estate.vapps?.find((vapp) => vapp?.name === vm.vapp)?.vdc;
    const found = describeValue(vm.vapp) + (elsewhere === undefined ? "" : `, a vApp of VDC ${elsewhere}`);
    this.#say([...path, "vapp"], found, `a vApp of VDC ${vm.vdc}, where the VM is: ${lookup.candidates}`);
  }

  checkCatalog(catalog: Item<"catalogs">, path: readonly PathStep[]): void {
    const { organizations, vdcs, vdcPlaces } = this.#directory;
    this.#expect([...path, "organization"], catalog.organization, "the name of an organization", organizations);
    const vdc = this.#expect([...path, "vdc"], catalog.vdc, "the name of a VDC", vdcs);
    const vcenter = vdc === undefined ? undefined : vdcPlaces[vdc]?.vcenter;
    for (const [index, template] of itemsOf(catalog.templates)) {
      for (const [position, vm] of itemsOf(template.vms)) {
        this.#checkDatastores(vm, [...path, "templates", index, "vms", position], vcenter);
      }
    }
  }

  checkSubscription(subscription: Item<"subscriptions">, path: readonly PathStep[]): void {
    const { catalogs } = this.#directory;
    const catalog = this.#expect([...path, "catalog"], subscription.catalog, "the name of a catalog", catalogs);
    const where = [...path, "publisher"];
    const publisher = this.#expect(where, subscription.publisher, "the name of a catalog", catalogs);
    if (publisher === undefined) return;
    const found = describeValue(subscription.publisher);
    if (publisher === catalog) this.#say(where, `${found}, the subscribed catalog itself`, "another catalog");
    else if (this.#estate.catalogs?.[publisher]?.published !== true) {
      this.#say(where, `${found}, which is not published`, "a catalog with published: true");
    }
  }

  #checkDatastores(machine: Machine, path: readonly PathStep[], vcenter: number | null | undefined): void {
    if (vcenter === undefined || vcenter === null) return;
    for (const [index, name] of itemsOf(machine.datastores)) {
      const lookup = this.#directory.insideVCenters[vcenter]?.datastores.find(name);
      if (lookup?.kind !== "unknown") continue;
      const elsewhere = this.#directory.insideVCenters.findIndex(
        ({ datastores }) => datastores.find(name).kind === "found",
      );
      const found = describeValue(name) + (elsewhere === -1 ? "" : `, a datastore of ${this.#nameVCenter(elsewhere)}`);
      const expected = `a datastore of ${this.#nameVCenter(vcenter)}: ${lookup.candidates}`;
      this.#say([...path, "datastores", index], found, expected);
    }
  }

  #nameVCenter(index: number): string {
    return this.#estate.vcenters?.[index]?.name ?? `vcenters[${index}]`;
  }

  #say(path: readonly PathStep[], found: string, expected: string): void {
    this.errors.push(estateError(path, found, expected));
  }
}
