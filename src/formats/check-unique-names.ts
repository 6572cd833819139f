import type { EstateDirectory } from "./estate-directory.ts";
import { describeValue, type EstateError, estateError, formatPath, type PathStep } from "./estate-error.ts";
import type { Estate } from "./estate-schema.ts";
import { type Draft, itemsOf } from "./estate-shape.ts";

type InVdc = { readonly name?: string | undefined; readonly vdc?: string | undefined };

/** Names are unique within their parent, and a storage volume's identity in the whole estate. */
export function checkUniqueNames(estate: Draft<Estate>, directory: EstateDirectory): EstateError[] {
  const inVdc = (item: InVdc, vapp: string | null) => {
    const vdc = item.vdc === undefined ? undefined : directory.vdcs.find(item.vdc);
    return vdc?.kind === "found" ? [vdc.value, vapp, item.name] : undefined;
  };
  return [
    ...findRepeats(estate.organizations, ["organizations"], "name"),
    ...findRepeats(estate.storageVolumes, ["storageVolumes"], "name"),
    ...findRepeats(estate.storageVolumes, ["storageVolumes"], "uuid"),
    ...findRepeats(estate.vcenters, ["vcenters"], "name"),
    ...(estate.vcenters ?? []).flatMap((vcenter, index) => checkInsideVCenter(vcenter, ["vcenters", index])),
    ...findRepeats(estate.vdcs, ["vdcs"], "name", (vdc) => [vdc.organization, vdc.name]),
    ...findRepeats(estate.vapps, ["vapps"], "name", (vapp) => inVdc(vapp, null)),
    ...findRepeats(estate.vms, ["vms"], "name", (vm) => inVdc(vm, vm.vapp ?? null)),
    ...findRepeats(estate.catalogs, ["catalogs"], "name", (catalog) => [catalog.organization, catalog.name]),
    ...(estate.catalogs ?? []).flatMap((catalog, index) => checkInsideCatalog(catalog, ["catalogs", index])),
    ...findRepeatedSubscriptions(estate, directory),
  ];
}

function checkInsideVCenter(
  vcenter: Draft<NonNullable<Estate["vcenters"]>[number]> | undefined,
  path: readonly PathStep[],
): EstateError[] {
  if (!vcenter) return [];
  return [
    ...findRepeats(vcenter.kmsRegistrations, [...path, "kmsRegistrations"], "name"),
    ...(vcenter.kmsRegistrations ?? []).flatMap((registration, index) =>
      findRepeats(registration?.servers, [...path, "kmsRegistrations", index, "servers"], "name"),
    ),
    ...findRepeats(vcenter.datastores, [...path, "datastores"], "name"),
    ...findRepeats(vcenter.datastores, [...path, "datastores"], "volume"),
    ...findRepeats(vcenter.clusters, [...path, "clusters"], "name"),
    ...findRepeats(vcenter.unmanagedVms, [...path, "unmanagedVms"], "name", (vm) => [vm.vapp ?? null, vm.name]),
  ];
}

function checkInsideCatalog(
  catalog: Draft<NonNullable<Estate["catalogs"]>[number]> | undefined,
  path: readonly PathStep[],
): EstateError[] {
  return [
    ...findRepeats(catalog?.templates, [...path, "templates"], "name"),
    ...(catalog?.templates ?? []).flatMap((template, index) =>
      findRepeats(template?.vms, [...path, "templates", index, "vms"], "name"),
    ),
  ];
}

/** By the catalog that is meant, for one may write `mirror` and another `acme/mirror`. */
function findRepeatedSubscriptions(estate: Draft<Estate>, directory: EstateDirectory): EstateError[] {
  return findRepeats(estate.subscriptions, ["subscriptions"], "catalog", (subscription) => {
    const catalog = subscription.catalog === undefined ? undefined : directory.catalogs.find(subscription.catalog);
    return catalog?.kind === "found" ? catalog.value : undefined;
  });
}

/** @param identify What may be there once; undefined where that cannot be told, and nothing is said. */
function findRepeats<T extends object, Key extends keyof T & string>(
  items: readonly (T | undefined)[] | undefined,
  path: readonly PathStep[],
  key: Key,
  identify: (item: T) => unknown = (item) => item[key],
): EstateError[] {
  const seen = new Map<string, number>();
  const errors: EstateError[] = [];
  for (const [index, item] of itemsOf(items)) {
    const identity = item[key] === undefined ? undefined : identify(item);
    if (identity === undefined) continue;
    const first = seen.get(JSON.stringify(identity));
    if (first === undefined) {
      seen.set(JSON.stringify(identity), index);
      continue;
    }
    const other = formatPath([...path, first, key]);
    const expected = `a ${key} of its own: ${other} has the same`;
    errors.push(estateError([...path, index, key], describeValue(item[key]), expected));
  }
  return errors;
}
