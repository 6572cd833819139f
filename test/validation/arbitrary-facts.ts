import fc from "fast-check";
import type {
  ClusterFacts,
  Facts,
  KmsRegistrationFacts,
  PlaceFacts,
  SubjectFacts,
  TemplateFacts,
  VCenterFacts,
} from "../../src/validation/facts.ts";
import { collectPlaces, referTo } from "../../src/validation/places.ts";
import {
  CONNECTION_STATUSES,
  FIRMWARES,
  HARDWARE_PARTS,
  IMPORT_MODES,
  POWER_STATES,
  TPM_PROVISIONINGS,
  TPM_STATUSES,
  WARNING_CODES,
  WORKFLOWS,
  type Workflow,
} from "../../src/validation/vocabulary.ts";

/**
 * Facts of every workflow. Most single facts are good, so that a fair share of the cases is ALLOWED,
 * most of the others have one fault, and some have many. Where `known` is set, nothing is missing.
 */
export function arbitraryFacts({ known = false } = {}): fc.Arbitrary<Facts> {
  return fc.constantFrom(...WORKFLOWS).chain((workflow) => factsOf(workflow, known));
}

const CREATES: readonly Workflow[] = [
  "CREATE_VM",
  "ADD_VM_TO_VAPP",
  "CREATE_VAPP_FROM_OVF",
  "CREATE_VAPP_TEMPLATE_FROM_OVF",
];
const READS_TEMPLATE: readonly Workflow[] = [
  "CREATE_VM_FROM_TEMPLATE",
  "ADD_TEMPLATE_VM_TO_VAPP",
  "INSTANTIATE_VAPP_TEMPLATE",
  "COPY_VAPP_TEMPLATE",
  "MOVE_VAPP_TEMPLATE",
  "EXPORT_VAPP_TEMPLATE",
];

function factsOf(workflow: Workflow, known: boolean): fc.Arbitrary<Facts> {
  const creates = CREATES.includes(workflow);
  const imports = workflow === "IMPORT_VM" || workflow === "IMPORT_VAPP";
  const request = fc.record({
    tpmProvisioning: fc.option(fc.constantFrom(...TPM_PROVISIONINGS), { freq: 1, nil: undefined }),
    acknowledgedWarnings: fc.subarray([...WARNING_CODES]),
    importMode: imports ? fc.constantFrom(...IMPORT_MODES) : fc.constant(undefined),
  });
  return fc
    .record({
      places: arbitraryPlaces(known),
      template: READS_TEMPLATE.includes(workflow) ? arbitraryTemplate(known) : fc.constant(undefined),
      request,
      subjects: fc.array(arbitrarySubject(creates, known), { maxLength: 3 }),
    })
    .map(({ places: [here, there], template, request, subjects }) => {
      const staysHere = workflow === "RECONFIGURE_VM";
      const destination = staysHere ? here : there;
      return {
        workflow,
        ...collectPlaces([here, there]),
        source: creates ? undefined : referTo(here),
        destination: workflow === "EXPORT_VAPP_TEMPLATE" ? undefined : referTo(destination),
        template,
        request,
        subjects: subjects.map((one, index) => ({
          ...one,
          name: `vm-${index}`,
          vmId: creates || template !== undefined ? undefined : `id-vm-${index}`,
          keyProvider: known ? nameMissingProvider(one, template) : one.keyProvider,
        })),
      };
    });
}

/** A template that was captured with REPLACE stores no key, and a VM without a TPM need not be encrypted. */
function nameMissingProvider({ tpm, keyProvider }: SubjectFacts, template: TemplateFacts | undefined): string | null {
  return tpm === "PRESENT" && template?.tpmProvisioning !== "REPLACE" ? (keyProvider ?? "kp-1") : keyProvider;
}

/** Mostly the first, seldom one of the faults, more seldom null; never null where all is known. */
function mostly<T>(good: readonly T[], faults: readonly T[], known: boolean): fc.Arbitrary<T | null> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...good), weight: 24 },
    { arbitrary: fc.constantFrom(...(faults.length > 0 ? faults : good)), weight: 2 },
    { arbitrary: known ? fc.constantFrom(...good) : fc.constant(null), weight: 1 },
  );
}

function status(known: boolean) {
  const statuses = CONNECTION_STATUSES.filter((one) => !known || one !== "UNKNOWN");
  return fc.oneof(
    { arbitrary: fc.constant("CONNECTED" as const), weight: 24 },
    { arbitrary: fc.constantFrom(...statuses), weight: 2 },
  );
}

const KEY_PROVIDERS = ["kp-1", "kp-2", "kp-3"];

function arbitraryRegistrations(known: boolean): fc.Arbitrary<readonly KmsRegistrationFacts[]> {
  const registration = (name: string) =>
    fc.record({
      name: fc.constant(name),
      status: status(known),
      kmsClusterUuid: mostly<string>(["uuid-1"], ["uuid-2"], known),
    });
  return fc
    .oneof({ arbitrary: fc.constant(KEY_PROVIDERS), weight: 3 }, { arbitrary: fc.subarray(KEY_PROVIDERS), weight: 1 })
    .chain((names) => fc.tuple(...names.map(registration)));
}

function arbitraryVCenter(index: number, known: boolean): fc.Arbitrary<VCenterFacts> {
  return fc.record({
    id: fc.constant(`id-vc-${index}`),
    name: fc.constant(`vc-${index}`),
    version: mostly<string>(
      ["8.0.2", "8.0", "8.0.3.00100", "9.0.0"],
      ["7.0 Update 2", "7.0U3", "7.0.1", "6.7", "6.5.0", ...(known ? [] : ["latest"])],
      known,
    ),
    status: status(known),
    fastCrossVcenterInstantiation: fc.oneof(
      { arbitrary: fc.boolean(), weight: 6 },
      { arbitrary: fc.constant(known ? false : null), weight: 1 },
    ),
    kmsRegistrations: arbitraryRegistrations(known),
    kmsInventoried: known ? fc.constant(true) : fc.oneof({ arbitrary: fc.constant(true), weight: 8 }, fc.boolean()),
    defaultKeyProvider: mostly<string>(["kp-1", "kp-2"], ["kp-3"], false).map((name) => name ?? undefined),
  });
}

const VOLUMES = ["id-san-1", "id-san-2", "id-san-3"];

function arbitraryCluster(id: string, known: boolean): fc.Arbitrary<ClusterFacts> {
  return fc.record({
    id: fc.constant(`id-${id}`),
    name: fc.constant(id),
    maxHardwareVersion: mostly<number>([21, 20], [13, 14, 18], known),
    defaultKeyProvider: fc.option(fc.constantFrom("kp-1", "kp-3"), { freq: 1, nil: undefined }),
    mountedVolumeIds: fc.oneof(
      { arbitrary: fc.constant(VOLUMES), weight: 6 },
      { arbitrary: fc.subarray(VOLUMES), weight: 3 },
      { arbitrary: fc.constant(known ? VOLUMES : null), weight: 1 },
    ),
  });
}

/** The source's place and the destination's: one VDC, two of one vCenter, or two of two vCenters. */
function arbitraryPlaces(known: boolean): fc.Arbitrary<readonly [PlaceFacts, PlaceFacts]> {
  const place = (vcenter: VCenterFacts, cluster: ClusterFacts) => ({
    vcenter,
    cluster,
    vdcName: `acme/${cluster.name}`,
  });
  return fc
    .record({
      vcenters: fc.tuple(arbitraryVCenter(1, known), arbitraryVCenter(2, known)),
      clusters: fc.tuple(arbitraryCluster("cl-1", known), arbitraryCluster("cl-2", known)),
      distance: fc.constantFrom("SAME_VDC", "SAME_VCENTER", "CROSS_VCENTER", "CROSS_VCENTER"),
    })
    .map(({ vcenters: [one, other], clusters: [first, second], distance }) => {
      const here = place(one, first);
      if (distance === "SAME_VDC") return [here, here];
      return [here, place(distance === "SAME_VCENTER" ? one : other, second)];
    });
}

function arbitraryTemplate(known: boolean): fc.Arbitrary<TemplateFacts> {
  return fc.record({
    name: fc.constant("golden"),
    tpmProvisioning: fc.oneof(
      { arbitrary: fc.constantFrom(...TPM_PROVISIONINGS), weight: 8 },
      { arbitrary: fc.constant(known ? "COPY" : null), weight: 1 },
    ),
  });
}

const GOOD_GUESTS = ["windows2019srv_64Guest", "ubuntu64Guest", "winLonghorn64Guest"];
const BAD_GUESTS = ["winVistaGuest", "freebsd14_64Guest"];
const UNKNOWN_GUESTS = ["windowsHyperVGuest", "crxPod1Guest", "plan9Guest"];

function arbitrarySubject(creates: boolean, known: boolean): fc.Arbitrary<SubjectFacts> {
  const statuses = TPM_STATUSES.filter((one) => !known || one !== "UNKNOWN");
  return fc.record({
    name: fc.constant("named by its place in the list"),
    vmId: fc.constant(undefined),
    tpm: creates
      ? fc.constant("NOT_PRESENT" as const)
      : fc.oneof({ arbitrary: fc.constant("PRESENT" as const), weight: 4 }, fc.constantFrom(...statuses)),
    tpmRequested: fc.constantFrom(true, true, false, undefined),
    hardwareChanges: creates ? fc.constant([]) : fc.subarray([...HARDWARE_PARTS]),
    guestId: mostly(GOOD_GUESTS, known ? BAD_GUESTS : [...BAD_GUESTS, ...UNKNOWN_GUESTS], known),
    firmware: mostly<(typeof FIRMWARES)[number]>(["EFI"], ["BIOS"], known),
    hardwareVersion: mostly<number>([14, 18, 20], [9, 13, 21, 22], known),
    powerState: mostly<(typeof POWER_STATES)[number]>(["POWERED_OFF"], ["POWERED_ON", "SUSPENDED"], known),
    snapshotCount: mostly<number>([0], [1, 2], known),
    keyProvider: mostly<string>(["kp-1", "kp-2"], ["kp-3", "kp-9"], false),
    volumes: fc.oneof(
      {
        arbitrary: fc.subarray(VOLUMES).map((ids) => ids.map((id) => ({ id, name: id.replace("id-", "") }))),
        weight: 8,
      },
      { arbitrary: fc.constant(known ? [] : null), weight: 1 },
    ),
  });
}
