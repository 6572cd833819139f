import fc from "fast-check";
import type {
  Facts,
  OvfVmFacts,
  PlaceFacts,
  RequestFacts,
  SubjectFacts,
  TemplateFacts,
} from "../../src/validation/facts.ts";
import { collectPlaces, referTo } from "../../src/validation/places.ts";
import {
  type Firmware,
  HARDWARE_PARTS,
  IMPORT_MODES,
  MOVE_METHODS,
  OVF_REMARKS,
  type PowerState,
  TPM_PROVISIONINGS,
  TPM_STATUSES,
  WARNING_CODES,
  WORKFLOWS,
  type Workflow,
} from "../../src/validation/vocabulary.ts";
import { arbitraryRoute, KEY_PROVIDERS, mostly, mostlyBut, VOLUMES } from "./arbitrary-places.ts";

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
const STAYS: readonly Workflow[] = ["RECONFIGURE_VM", "REKEY_VM"];
const IMPORTS: readonly Workflow[] = ["IMPORT_VM", "IMPORT_VAPP"];

function factsOf(workflow: Workflow, known: boolean): fc.Arbitrary<Facts> {
  const creates = CREATES.includes(workflow);
  return fc
    .record({
      route: arbitraryRoute(known),
      template: READS_TEMPLATE.includes(workflow) ? arbitraryTemplate(known) : fc.constant(undefined),
      request: arbitraryRequest(workflow),
      subjects: fc.array(arbitrarySubject(workflow, known), { maxLength: 3 }),
    })
    .map(({ route: { here, there, trusts }, template, request, subjects }) => {
      const destination = STAYS.includes(workflow) ? here : there;
      const imports = IMPORTS.includes(workflow);
      const isInVdc = !creates && !imports && template === undefined;
      return {
        workflow,
        ...collectPlaces([here, there]),
        trusts,
        source: creates ? undefined : referTo(imports ? inNoVdc(here) : here),
        destination: workflow === "EXPORT_VAPP_TEMPLATE" ? undefined : referTo(destination),
        template,
        request,
        subjects: subjects.map((one, index) => ({
          ...one,
          name: `vm-${index}`,
          vmId: isInVdc ? `id-vm-${index}` : undefined,
          keyProvider: known ? nameMissingProvider(one, template) : one.keyProvider,
        })),
      };
    });
}

/** What is imported is in a vCenter alone. */
function inNoVdc({ vcenter, cluster }: PlaceFacts): PlaceFacts {
  return { vcenter, cluster };
}

/** An encrypted VM has a key provider; a template that was captured with REPLACE stores none for the TPM's sake. */
function nameMissingProvider(vm: SubjectFacts, template: TemplateFacts | undefined): string | null {
  const isForTpm = vm.tpm === "PRESENT" && template?.tpmProvisioning !== "REPLACE";
  return isForTpm || vm.encryptedByPolicy === true ? (vm.keyProvider ?? "kp-1") : vm.keyProvider;
}

function arbitraryRequest(workflow: Workflow): fc.Arbitrary<RequestFacts> {
  const onlyIf = <T>(holds: boolean, arbitrary: fc.Arbitrary<T>) => (holds ? arbitrary : fc.constant(undefined));
  const rekeys = workflow === "REKEY_VM";
  return fc.record({
    tpmProvisioning: onlyIf(!rekeys, mostlyBut(undefined, TPM_PROVISIONINGS, 2)),
    acknowledgedWarnings: fc.subarray([...WARNING_CODES]),
    importMode: onlyIf(IMPORTS.includes(workflow), fc.constantFrom(...IMPORT_MODES)),
    moveMethod: onlyIf(workflow === "MOVE_VAPP", fc.constantFrom(...MOVE_METHODS)),
    keyProviderName: onlyIf(rekeys, fc.constantFrom(...KEY_PROVIDERS, ...KEY_PROVIDERS, "kp-9")),
  });
}

function arbitraryTemplate(known: boolean): fc.Arbitrary<TemplateFacts> {
  return fc
    .record({
      tpmProvisioning: mostly(TPM_PROVISIONINGS, [], known),
      organization: mostlyBut("acme", ["globex"], 6),
      published: fc.boolean(),
    })
    .map((one) => ({ ...one, name: "golden", catalog: `${one.organization}/images` }));
}

const GOOD_GUESTS = [
  "windows2019srv_64Guest",
  "ubuntu64Guest",
  "winLonghorn64Guest",
  "rhel9_64Guest",
  "windows11_64Guest",
  "windows12_64Guest",
  "windows2022srvNext_64Guest",
];
const BAD_GUESTS = ["winVistaGuest", "freebsd14_64Guest"];
const UNKNOWN_GUESTS = ["windowsHyperVGuest", "crxPod1Guest", "plan9Guest"];

function arbitrarySubject(workflow: Workflow, known: boolean): fc.Arbitrary<SubjectFacts> {
  const creates = CREATES.includes(workflow);
  const reconfigures = workflow === "RECONFIGURE_VM";
  return fc
    .record({
      name: fc.constant("named by its place in the list"),
      vmId: fc.constant(undefined),
      home: creates ? fc.constant(NO_HOME) : arbitraryHome(known),
      tpmRequested: creates || reconfigures ? fc.constantFrom(true, true, false, undefined) : fc.constant(undefined),
      hardwareChanges: reconfigures ? fc.subarray([...HARDWARE_PARTS]) : fc.constant([]),
      hardwareVersionBefore: mostly<number>([14, 13, 10], [19, 21], known),
      guestId: mostly(GOOD_GUESTS, known ? BAD_GUESTS : [...BAD_GUESTS, ...UNKNOWN_GUESTS], known),
      firmware: mostly<Firmware>(["EFI"], ["BIOS"], known),
      hardwareVersion: mostly<number>([14, 18, 20], [9, 13, 21, 22], known),
      powerState: mostly<PowerState>(["POWERED_OFF"], ["POWERED_ON", "SUSPENDED"], known),
      snapshotCount: mostly<number>([0], [1, 2], known),
      linkedClone: mostlyBut(false, [true]),
      identityHolders: fc.constantFrom(1, 2, 3, undefined),
      ovf: workflow.endsWith("FROM_OVF") ? arbitraryOvf() : fc.constant(undefined),
      volumes: fc.oneof(
        {
          arbitrary: fc.subarray(VOLUMES).map((ids) => ids.map((id) => ({ id, name: id.replace("id-", "") }))),
          weight: 12,
        },
        { arbitrary: fc.constant(known ? [] : null), weight: 1 },
      ),
    })
    .map(({ home, ...rest }) => nameChanges({ ...rest, ...home }));
}

function arbitraryOvf(): fc.Arbitrary<OvfVmFacts> {
  return fc.record({
    hardwareVersions: fc.constant([]),
    tpmIsOptional: fc.boolean(),
    optionsWithTpm: mostlyBut<readonly string[]>([], [["hardened"]], 6),
    remarks: fc.oneof({ arbitrary: fc.constant([]), weight: 4 }, fc.subarray([...OVF_REMARKS])),
  });
}

/** A request names the value that it changes; what the hardware version was matters only beside a new one. */
function nameChanges(vm: SubjectFacts): SubjectFacts {
  const changes = (part: (typeof HARDWARE_PARTS)[number]) => vm.hardwareChanges.includes(part);
  return {
    ...vm,
    guestId: changes("guestId") ? (vm.guestId ?? "ubuntu64Guest") : vm.guestId,
    firmware: changes("firmware") ? (vm.firmware ?? "EFI") : vm.firmware,
    hardwareVersion: changes("hardwareVersion") ? (vm.hardwareVersion ?? 19) : vm.hardwareVersion,
    hardwareVersionBefore: changes("hardwareVersion") ? vm.hardwareVersionBefore : undefined,
  };
}

type HomeFacts = Pick<SubjectFacts, "tpm" | "keyProvider" | "encryptedByPolicy">;

const NO_HOME: HomeFacts = { tpm: "NOT_PRESENT", keyProvider: null, encryptedByPolicy: false };

/** With a TPM and without, encrypted by policy and not: what contradicts itself is left out. */
function arbitraryHome(known: boolean): fc.Arbitrary<HomeFacts> {
  const statuses = TPM_STATUSES.filter((one) => !known || one !== "UNKNOWN");
  return fc
    .record({
      tpm: mostlyBut("PRESENT", statuses, 3),
      keyProvider: fc.oneof(
        { arbitrary: mostly<string>(["kp-1", "kp-2"], ["kp-3", "kp-9"], false), weight: 9 },
        { arbitrary: fc.constant(null), weight: 1 },
      ),
      encryptedByPolicy: fc.oneof(
        { arbitrary: fc.boolean(), weight: 5 },
        { arbitrary: known ? fc.boolean() : fc.constant(null), weight: 1 },
      ),
    })
    .map((one) => {
      const needsNoKey = one.tpm === "NOT_PRESENT" && one.encryptedByPolicy === false;
      return needsNoKey ? { ...one, keyProvider: null } : one;
    });
}
