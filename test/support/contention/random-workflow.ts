import type { OvfVirtualSystem } from "../../../src/formats/ovf/ovf-descriptor.ts";
import type { NewVm } from "../../../src/inventory/facts/of-new-vms.ts";
import type { WorkflowRequest } from "../../../src/tasks/workflow-bodies.ts";
import { type TpmProvisioning, WORKFLOWS, type Workflow } from "../../../src/validation/vocabulary.ts";
import type { Random } from "./random.ts";
import type { Sighting } from "./sighting.ts";

/** Few names, so that many want the same one, and an estate where they are all taken grows no more. */
const vmName = (random: Random) => `vm-${random.belowContended(10)}`;
const vappName = (random: Random) => `app-${random.belowContended(4)}`;
const templateName = (random: Random) => `template-${random.belowContended(6)}`;

const provisioning = (random: Random): TpmProvisioning | null => random.pick([null, null, "COPY", "REPLACE"]);

export function randomWorkflow(random: Random): Workflow {
  const [first, ...others] = WORKFLOWS;
  return random.pick<Workflow>([first, ...others]);
}

/** A random request of a workflow; null where there is nothing left that it could be about. */
export function randomRequest(random: Random, sighting: Sighting, workflow: Workflow): WorkflowRequest | null {
  const request = requestOf(workflow, random, sighting);
  // An id that is not said is null; one that is undefined is of an object that there is none of.
  return Object.values(request).includes(undefined) ? null : (request as WorkflowRequest);
}

/** What a request is made of, as long as there is an object of the kind for each id. */
type Draft<R> = R extends WorkflowRequest ? { readonly [K in keyof R]: R[K] | undefined } : never;

function requestOf(workflow: Workflow, random: Random, sighting: Sighting): Draft<WorkflowRequest> {
  const vdcId = random.pick(sighting.vdcs);
  const vmId = random.pickContended(sighting.vms);
  const vappId = random.pickContended(sighting.vapps);
  const catalogId = random.pick(sighting.catalogs);
  const template = random.pickContended(sighting.templates);
  const templateId = template?.id;
  const templateVmId = template && random.pick(template.vms);
  const tpmProvisioning = provisioning(random);
  const importing = {
    mode: random.pick(["MOVE", "CLONE"]),
    vdcId,
    tpmProvisioning: random.pick([null, null, null, "COPY"]),
  } as const;
  switch (workflow) {
    case "CREATE_VM":
      return { workflow, ...newVm(random), vdcId };
    case "CREATE_VM_FROM_TEMPLATE":
      return { workflow, name: vmName(random), templateId, templateVmId, vdcId };
    case "RECONFIGURE_VM":
      return { workflow, vmId, ...reconfiguration(random) };
    case "COPY_VM":
      return { workflow, vmId, name: vmName(random), ...vmPlace(random, sighting), tpmProvisioning };
    case "MOVE_VM":
      return { workflow, vmId, ...vmPlace(random, sighting), tpmProvisioning: random.pick([null, "COPY"]) };
    case "IMPORT_VM":
      return {
        workflow,
        unmanagedVmId: random.pickContended(sighting.unmanagedVms),
        ...importing,
        name: random.chance(0.5) ? vmName(random) : null,
      };
    case "INSTANTIATE_VAPP_TEMPLATE":
      return { workflow, name: vappName(random), templateId, vdcId };
    case "CREATE_VAPP_FROM_OVF":
      return { workflow, name: vappName(random), vdcId, virtualSystems: virtualSystems(random) };
    case "ADD_VM_TO_VAPP":
      return { workflow, ...newVm(random), vappId };
    case "ADD_TEMPLATE_VM_TO_VAPP":
      return { workflow, vappId, name: vmName(random), templateId, templateVmId };
    case "COPY_VAPP":
      return { workflow, vappId, name: vappName(random), vdcId, tpmProvisioning };
    case "MOVE_VAPP":
      return { workflow, vappId, vdcId, tpmProvisioning: random.pick([null, "COPY"]) };
    case "IMPORT_VAPP":
      return {
        workflow,
        unmanagedVappId: random.pickContended(sighting.unmanagedVapps),
        ...importing,
        name: random.chance(0.5) ? vappName(random) : null,
      };
    case "CAPTURE_VAPP":
      return { workflow, vappId, catalogId, name: templateName(random), tpmProvisioning };
    case "CAPTURE_VM":
      return { workflow, vmId, catalogId, name: templateName(random), tpmProvisioning };
    case "CREATE_VAPP_TEMPLATE_FROM_OVF":
      return { workflow, catalogId, name: templateName(random), virtualSystems: virtualSystems(random) };
    case "COPY_VAPP_TEMPLATE":
      return { workflow, templateId, catalogId, name: templateName(random), tpmProvisioning: null };
    case "MOVE_VAPP_TEMPLATE":
      return { workflow, templateId, catalogId, tpmProvisioning: null };
    case "EXPORT_VAPP_TEMPLATE":
      return { workflow, templateId };
  }
}

function vmPlace(random: Random, { vdcs, vapps }: Sighting) {
  return random.chance(0.5)
    ? { vdcId: random.pick(vdcs), vappId: null }
    : { vdcId: null, vappId: random.pickContended(vapps) };
}

function newVm(random: Random): NewVm {
  return {
    name: vmName(random),
    guestId: random.pick(["windows2019srv_64Guest", "ubuntu64Guest"]),
    firmware: random.chance(0.9) ? "EFI" : "BIOS",
    hardwareVersion: random.pick([19, 19, 20, 13]),
    tpmPresent: random.chance(0.5),
  };
}

function reconfiguration(random: Random) {
  const change = random.below(4);
  return {
    name: change === 0 ? vmName(random) : null,
    guestId: null,
    firmware: null,
    hardwareVersion: change === 1 ? random.pick([19, 20, 21]) : null,
    tpmPresent: change > 1 ? random.chance(0.5) : null,
    acknowledgeWarnings: ["TPM_REMOVAL"] as const,
  };
}

function virtualSystems(random: Random): OvfVirtualSystem[] {
  return Array.from({ length: 1 + random.below(3) }, (_, index) => ({
    name: `vm-${index}`,
    guestId: "windows2019srv_64Guest",
    firmware: "EFI",
    hardwareVersion: 19,
    tpm: random.chance(0.5),
  }));
}
