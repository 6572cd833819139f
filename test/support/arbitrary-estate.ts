import fc from "fast-check";
import type { Estate, EstateCluster, EstateTemplateVm, EstateVCenter } from "../../src/formats/estate-schema.ts";
import {
  CONNECTION_STATUSES,
  FIRMWARES,
  KMS_TYPES,
  POWER_STATES,
  TPM_STATUSES,
} from "../../src/validation/vocabulary.ts";

/** Names that have tripped somebody up before, and any other. */
const ODD_NAMES = ["a", "a/b", " a", 'q"uote', "é", "e\u0301", "Z", "ß", "😀", "-", "null", "1", "__proto__", "a\nb"];
const anyName = () =>
  fc.oneof(
    fc.constantFrom(...ODD_NAMES),
    fc
      .string({ unit: "binary", minLength: 1, maxLength: 20 })
      .filter((name) => name.trim() !== "" && !name.includes("\u0000")),
  );
const anyNames = (least: number, most: number) => fc.uniqueArray(anyName(), { minLength: least, maxLength: most });
const sha256 = () => fc.constantFrom("a", "b", "c").map((digit) => digit.repeat(64));

/** A checked estate of any shape, in which everything that may be left out sometimes is. */
export function arbitraryEstate(): fc.Arbitrary<Estate> {
  return fc.gen().map((generate) => new EstateMaker(generate).make());
}

type Generate = fc.GeneratorValue;

class EstateMaker {
  readonly #generate: Generate;

  constructor(generate: Generate) {
    this.#generate = generate;
  }

  make(): Estate {
    const organizations = this.#names(1, 3)
      .map((name) => ({ name: name.replaceAll("/", "|") }))
      .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index);
    const storageVolumes = this.#names(0, 3).map((name) => ({ name, ...this.#maybe("uuid", () => `naa.${name}`) }));
    const vcenters = this.#names(1, 3).map((name, _, names) => ({
      ...this.#vcenter(name, storageVolumes),
      ...this.#trusts(names.filter((other) => other !== name)),
    }));
    const backed = vcenters.filter(({ clusters }) => clusters?.length);
    const vdcs =
      backed.length === 0
        ? []
        : organizations.flatMap(({ name: organization }) =>
            this.#names(1, 2).map((name) => {
              const vcenter = this.#pick(backed);
              return {
                name,
                organization,
                vcenter: vcenter.name,
                cluster: this.#pick(vcenter.clusters ?? []).name,
                ...this.#maybe("fastProvisioning", () => this.#generate(fc.boolean)),
              };
            }),
          );
    const placeOf = (vdc: { vcenter: string }) => vcenters.find(({ name }) => name === vdc.vcenter);
    const inFull = (vdc: { organization: string; name: string }) => `${vdc.organization}/${vdc.name}`;
    const vapps = vdcs.flatMap((vdc) => this.#names(0, 2).map((name) => ({ name, vdc: inFull(vdc) })));
    const vms = vdcs.flatMap((vdc) =>
      this.#names(0, 4).map((name) => ({
        name,
        vdc: inFull(vdc),
        ...this.#maybePick(
          "vapp",
          vapps.filter((vapp) => vapp.vdc === inFull(vdc)).map((vapp) => vapp.name),
        ),
        ...this.#maybe("linkedClone", () => this.#generate(fc.boolean)),
        ...this.#machine(placeOf(vdc)),
        ...this.#state(),
      })),
    );
    const catalogs = vdcs.flatMap((vdc) =>
      this.#names(0, 1).map((name) => ({
        name: `${vdc.name}${name}`,
        organization: vdc.organization,
        vdc: inFull(vdc),
        published: this.#generate(fc.boolean),
        templates: this.#names(0, 2).map((template) => this.#template(template, placeOf(vdc))),
      })),
    );
    const published = catalogs.filter((catalog) => catalog.published).map(inFull);
    const distinct = new Set(catalogs.map(inFull)).size === catalogs.length;
    const subscriptions = catalogs
      .filter((catalog) => !catalog.published && published.length > 0)
      .map((catalog) => ({ catalog: inFull(catalog), publisher: this.#pick(published) }));
    const tenants = distinct ? { catalogs, subscriptions } : {};
    return { format: "vtpm-gateway/estate@1", organizations, storageVolumes, vcenters, vdcs, vapps, vms, ...tenants };
  }

  #vcenter(name: string, storageVolumes: readonly { name: string }[]): EstateVCenter {
    const providers = this.#names(0, 3);
    const datastores = storageVolumes
      .filter(() => this.#generate(fc.boolean))
      .map((volume) => ({ name: `ds ${volume.name}`, volume: volume.name }));
    const clusters: EstateCluster[] = this.#names(1, 2).map((cluster) => ({
      name: cluster,
      ...this.#maybe("maxHardwareVersion", () => this.#generate(fc.integer, { min: 3, max: 99 })),
      ...this.#maybePick("defaultKeyProvider", providers),
      ...this.#maybe("datastores", () => datastores.map((datastore) => datastore.name)),
      ...this.#maybe("storageInventoried", () => this.#generate(fc.boolean)),
    }));
    const vcenter = {
      name,
      ...this.#maybe("version", () => this.#pick(["8.0.2", "7.0U2", "7.0 Update 3c", "6.7"])),
      ...this.#maybe("build", () => this.#generate(anyName)),
      ...this.#maybe("status", () => this.#pick(CONNECTION_STATUSES)),
      ...this.#maybe("fastCrossVcenterInstantiation", () => this.#generate(fc.boolean)),
      kmsRegistrations: providers.map((provider) => ({
        name: provider,
        ...this.#typeOfProvider(),
        ...this.#maybe("status", () => this.#pick(CONNECTION_STATUSES)),
        ...this.#maybe("kmsClusterUuid", () => this.#generate(anyName)),
        ...this.#maybe("servers", () =>
          this.#names(0, 2).map((server) => ({ name: server, address: server, port: 5696 })),
        ),
      })),
      ...this.#maybe("kmsInventoried", () => this.#generate(fc.boolean)),
      ...this.#maybePick("defaultKeyProvider", providers),
      datastores,
      clusters,
    };
    const groups = new Map(this.#names(0, 2).map((vapp) => [vapp, this.#generate(fc.nat)]));
    const unmanagedVms = (clusters.length === 0 ? [] : this.#names(0, 4)).map((vm) => {
      const vapp = this.#maybePick("vapp", [...groups.keys()]);
      const cluster = clusters[(groups.get(vapp.vapp ?? "") ?? 0) % clusters.length]?.name ?? "";
      return { name: vm, ...vapp, cluster, ...this.#machine(vcenter), ...this.#state() };
    });
    return { ...vcenter, unmanagedVms };
  }

  #typeOfProvider() {
    const type = this.#pick(KMS_TYPES);
    return { type, ...(type === "NATIVE" ? this.#maybe("backedUp", () => this.#generate(fc.boolean)) : {}) };
  }

  #trusts(others: readonly string[]) {
    return {
      ...this.#maybe("trusts", () => others.filter(() => this.#generate(fc.boolean))),
      ...this.#maybe("trustsComplete", () => this.#generate(fc.boolean)),
      ...this.#maybe("distrusts", () => others.filter(() => this.#generate(fc.boolean))),
    };
  }

  #template(name: string, vcenter: EstateVCenter | undefined) {
    const vms = this.#names(0, 3).map((vm) => ({ name: vm, ...this.#machine(vcenter) }));
    const hasTpm = vms.some((vm) => vm.tpm === "PRESENT");
    const tpmProvisioning = hasTpm ? this.#pick(["COPY", "REPLACE"] as const) : null;
    if (tpmProvisioning === "REPLACE") for (const vm of vms) delete vm.ekSha256;
    return { name, tpmProvisioning, vms };
  }

  #machine(vcenter: EstateVCenter | undefined): Omit<EstateTemplateVm, "name"> {
    const tpm = this.#maybe("tpm", () => this.#pick(TPM_STATUSES));
    const datastores = (vcenter?.datastores ?? []).map(({ name }) => name);
    return {
      ...this.#maybe("guestId", () => this.#generate(anyName)),
      ...this.#maybe("firmware", () => this.#pick(FIRMWARES)),
      ...this.#maybe("hardwareVersion", () => this.#generate(fc.integer, { min: 3, max: 99 })),
      ...tpm,
      ...(tpm.tpm === "PRESENT" ? this.#maybe("ekSha256", () => this.#generate(sha256)) : {}),
      ...this.#home(tpm.tpm),
      ...(datastores.length > 0 ? this.#maybe("datastores", () => datastores) : {}),
    };
  }

  #home(tpm: EstateTemplateVm["tpm"]) {
    const keyProvider = this.#maybe("keyProvider", () => this.#generate(anyName));
    const mayBeUnencrypted = tpm !== "NOT_PRESENT" || keyProvider.keyProvider === undefined;
    const policy = () => (mayBeUnencrypted ? this.#generate(fc.boolean) : true);
    return { ...keyProvider, ...this.#maybe("encryptedByPolicy", policy) };
  }

  #state() {
    return {
      ...this.#maybe("powerState", () => this.#pick(POWER_STATES)),
      ...this.#maybe("snapshotCount", () => this.#generate(fc.integer, { min: 0, max: 2_147_483_647 })),
    };
  }

  #names(least: number, most: number): string[] {
    return this.#generate(anyNames, least, most);
  }

  #pick<T>(values: readonly T[]): T {
    const picked = values[this.#generate(fc.nat) % values.length];
    if (picked === undefined) throw new Error("there is nothing to pick from");
    return picked;
  }

  #maybe<Key extends string, T>(key: Key, make: () => T): { [K in Key]?: T } {
    return (this.#generate(fc.boolean) ? { [key]: make() } : {}) as { [K in Key]?: T };
  }

  #maybePick<Key extends string, T>(key: Key, values: readonly T[]): { [K in Key]?: T } {
    return values.length === 0 ? {} : this.#maybe(key, () => this.#pick(values));
  }
}
