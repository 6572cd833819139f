import fc from "fast-check";
import type {
  ClusterFacts,
  KmsRegistrationFacts,
  PlaceFacts,
  TrustFacts,
  VCenterFacts,
} from "../../src/validation/facts.ts";
import { CONNECTION_STATUSES, KMS_TYPES, type KmsType } from "../../src/validation/vocabulary.ts";

export const KEY_PROVIDERS = ["kp-1", "kp-2", "kp-3"];
export const VOLUMES = ["id-san-1", "id-san-2", "id-san-3"];

/** Mostly the first, seldom one of the faults, or null; never null where all is known. */
export function mostly<T>(good: readonly T[], faults: readonly T[], known: boolean): fc.Arbitrary<T | null> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...good), weight: 48 },
    { arbitrary: fc.constantFrom(...(faults.length > 0 ? faults : good)), weight: 2 },
    { arbitrary: known ? fc.constantFrom(...good) : fc.constant(null), weight: 3 },
  );
}

/** A fact that is never missing. */
export function mostlyBut<T>(good: T, faults: readonly T[], weight = 20): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: fc.constant(good), weight }, { arbitrary: fc.constantFrom(...faults), weight: 1 });
}

function status(known: boolean) {
  return mostlyBut(
    "CONNECTED",
    CONNECTION_STATUSES.filter((one) => !known || one !== "UNKNOWN"),
  );
}

/** What each key provider is, by its place among their names. */
type KmsTypes = readonly KmsType[];

/** A type of its own is seldom: mostly one name stands for one key provider everywhere. */
function arbitraryRegistrations(types: KmsTypes, known: boolean): fc.Arbitrary<readonly KmsRegistrationFacts[]> {
  const registration = (name: string) =>
    fc.record({
      name: fc.constant(name),
      type: mostlyBut(types[KEY_PROVIDERS.indexOf(name)] ?? "STANDARD", KMS_TYPES),
      status: status(known),
      kmsClusterUuid: mostly<string>([`uuid-of-${name}`], ["another-uuid"], known),
      backedUp: mostly<boolean>([true], [false], known),
    });
  return fc
    .oneof({ arbitrary: fc.constant(KEY_PROVIDERS), weight: 7 }, { arbitrary: fc.subarray(KEY_PROVIDERS), weight: 1 })
    .chain((names) => fc.tuple(...names.map(registration)));
}

function arbitraryVCenter(index: number, types: KmsTypes, known: boolean): fc.Arbitrary<VCenterFacts> {
  return fc.record({
    id: fc.constant(`id-vc-${index}`),
    name: fc.constant(`vc-${index}`),
    version: mostly<string>(
      ["8.0.2", "8.0", "8.0.3.00100", "8.0 U3e", "9.0.0"],
      ["7.0 Update 2", "7.0U3", "7.0.1", "7.0.0", "6.7", "6.5.0", ...(known ? [] : ["latest"])],
      known,
    ),
    status: status(known),
    fastCrossVcenterInstantiation: fc.oneof(
      { arbitrary: fc.boolean(), weight: 9 },
      { arbitrary: fc.constant(known ? false : null), weight: 1 },
    ),
    kmsRegistrations: arbitraryRegistrations(types, known),
    kmsInventoried: known ? fc.constant(true) : mostlyBut(true, [false]),
    defaultKeyProvider: mostlyBut<string | undefined>("kp-1", ["kp-2", "kp-3", undefined], 8),
  });
}

function arbitraryCluster(id: string, known: boolean): fc.Arbitrary<ClusterFacts> {
  return fc.record({
    id: fc.constant(`id-${id}`),
    name: fc.constant(id),
    maxHardwareVersion: mostly<number>([21, 20], [13, 14, 18, 19], known),
    defaultKeyProvider: fc.option(fc.constantFrom("kp-1", "kp-3"), { freq: 1, nil: undefined }),
    mountedVolumeIds: fc.oneof(
      { arbitrary: fc.constant(VOLUMES), weight: 12 },
      { arbitrary: fc.subarray(VOLUMES), weight: 3 },
      { arbitrary: fc.constant(known ? VOLUMES : null), weight: 1 },
    ),
  });
}

/** The source's place and the destination's, and whether their vCenters trust each other. */
export interface Route {
  readonly here: PlaceFacts;
  readonly there: PlaceFacts;
  readonly trusts: readonly TrustFacts[];
}

/** Within one VDC, between two of one vCenter, or from one vCenter to another. */
export function arbitraryRoute(known: boolean): fc.Arbitrary<Route> {
  const type = mostlyBut<KmsType>("STANDARD", KMS_TYPES, 2);
  return fc.tuple(type, type, type).chain((types) =>
    fc
      .record({
        vcenters: fc.tuple(arbitraryVCenter(1, types, known), arbitraryVCenter(2, types, known)),
        clusters: fc.tuple(arbitraryCluster("cl-1", known), arbitraryCluster("cl-2", known)),
        distance: fc.constantFrom("SAME_VDC", "SAME_VCENTER", "CROSS_VCENTER", "CROSS_VCENTER"),
        organizations: fc.tuple(mostlyBut("acme", ["globex"]), mostlyBut("acme", ["globex"])),
        fastProvisioning: fc.tuple(mostlyBut(false, [true], 3), mostlyBut(false, [true], 3)),
        trusted: mostly<boolean>([true], [false], known),
        listed: fc.constantFrom<[string, string]>(["id-vc-1", "id-vc-2"], ["id-vc-2", "id-vc-1"]),
      })
      .map(({ vcenters, clusters, distance, organizations, fastProvisioning, trusted, listed }) => {
        const place = (vcenter: VCenterFacts, index: 0 | 1): PlaceFacts => ({
          vcenter,
          cluster: clusters[index],
          vdcName: `${organizations[index]}/${clusters[index].name}`,
          organization: organizations[index],
          fastProvisioning: fastProvisioning[index],
        });
        const here = place(vcenters[0], 0);
        if (distance === "SAME_VDC") return { here, there: here, trusts: [] };
        if (distance === "SAME_VCENTER") return { here, there: place(vcenters[0], 1), trusts: [] };
        return {
          here,
          there: place(vcenters[1], 1),
          trusts: trusted === null ? [] : [{ vcenterIds: listed, trusted }],
        };
      }),
  );
}
