import { type HomeFacts, isHomeConsistent } from "../validation/encryption.ts";
import { findProvisioningMisfit, type ProvisioningMisfit } from "../validation/template-provisioning.ts";
import { parseVCenterVersion } from "../validation/versions.ts";
import type { TpmStatus } from "../validation/vocabulary.ts";
import { describeValue, type EstateError, estateError, type PathStep } from "./estate-error.ts";
import type { Estate, EstateTemplate } from "./estate-schema.ts";
import { type Draft, itemsOf } from "./estate-shape.ts";

interface Machine {
  readonly tpm?: TpmStatus | undefined;
  readonly ekSha256?: string | undefined;
  readonly keyProvider?: string | null | undefined;
  readonly encryptedByPolicy?: boolean | undefined;
}

/** Only a TPM has an identity; a key provider encrypts something; and a template has a provisioning exactly if a VM of it has a TPM. */
export function checkMachines(estate: Draft<Estate>): EstateError[] {
  const errors = checkHomes(estate.vms, ["vms"]);
  for (const [index, vcenter] of itemsOf(estate.vcenters)) {
    errors.push(...checkHomes(vcenter.unmanagedVms, ["vcenters", index, "unmanagedVms"]));
  }
  for (const [index, catalog] of itemsOf(estate.catalogs)) {
    for (const [position, template] of itemsOf(catalog.templates)) {
      errors.push(...checkTemplate(template, ["catalogs", index, "templates", position]));
    }
  }
  return errors;
}

/** A vCenter whose version cannot be read could do nothing that depends on it. */
export function checkVersions(estate: Draft<Estate>): EstateError[] {
  return [...itemsOf(estate.vcenters)]
    .filter(([, vcenter]) => vcenter.version !== undefined && parseVCenterVersion(vcenter.version) === null)
    .map(([index, vcenter]) =>
      estateError(
        ["vcenters", index, "version"],
        describeValue(vcenter.version),
        "a vCenter version such as 8.0.2, 7.0U2 or 7.0 Update 2",
        ", or leave the key out where it is not known",
      ),
    );
}

/** A backup is made of native key providers alone. */
export function checkBackups(estate: Draft<Estate>): EstateError[] {
  return [...itemsOf(estate.vcenters)].flatMap(([index, vcenter]) =>
    [...itemsOf(vcenter.kmsRegistrations)]
      .filter(([, { type, backedUp }]) => backedUp !== undefined && type !== undefined && type !== "NATIVE")
      .map(([position, { type }]) =>
        estateError(
          ["vcenters", index, "kmsRegistrations", position, "backedUp"],
          `a backup of a key provider of type ${type}`,
          "one only with type NATIVE",
        ),
      ),
  );
}

function checkHomes(machines: readonly (Machine | undefined)[] | undefined, path: readonly PathStep[]): EstateError[] {
  const contradictions = [...itemsOf(machines)]
    .filter(([, machine]) => !tpmIsWrong(machine) && !isHomeConsistent(homeOf(machine)))
    .map(([index, { keyProvider }]) => {
      const found = `${describeValue(keyProvider)} where tpm is NOT_PRESENT and encryptedByPolicy is false`;
      return estateError([...path, index, "keyProvider"], found, "none, for nothing is encrypted");
    });
  return [...checkIdentities(machines, path), ...contradictions];
}

function homeOf({ tpm, keyProvider, encryptedByPolicy }: Machine): HomeFacts {
  return {
    tpm: tpm ?? "UNKNOWN",
    keyProvider: keyProvider ?? null,
    encryptedByPolicy: encryptedByPolicy ?? null,
  };
}

function checkIdentities(
  machines: readonly (Machine | undefined)[] | undefined,
  path: readonly PathStep[],
): EstateError[] {
  return [...itemsOf(machines)]
    .filter(([, machine]) => machine.ekSha256 !== undefined && machine.tpm !== "PRESENT" && !tpmIsWrong(machine))
    .map(([index, machine]) => {
      const found = `an identity where tpm is ${machine.tpm ?? "left out"}`;
      return estateError([...path, index, "ekSha256"], found, "one only with tpm PRESENT");
    });
}

function checkTemplate(template: Draft<EstateTemplate>, path: readonly PathStep[]): EstateError[] {
  const errors = checkHomes(template.vms, [...path, "vms"]);
  const provisioning = template.tpmProvisioning ?? null;
  if (provisioning === "REPLACE") {
    for (const [index, vm] of itemsOf(template.vms)) {
      if (vm.ekSha256 === undefined || vm.tpm !== "PRESENT") continue;
      const found = "an identity where tpmProvisioning is REPLACE";
      errors.push(estateError([...path, "vms", index, "ekSha256"], found, "none, for each instance gets a new TPM"));
    }
  }
  const undecided =
    !template.vms ||
    template.vms.some((vm) => !vm || tpmIsWrong(vm)) ||
    ("tpmProvisioning" in template && template.tpmProvisioning === undefined);
  if (undecided) return errors;
  const vms = template.vms.map((vm) => ({ name: vm?.name, tpmStatus: vm?.tpm ?? "UNKNOWN" }));
  const misfit = findProvisioningMisfit(provisioning, vms);
  if (misfit) errors.push(provisioningError(template, misfit.kind, path));
  return errors;
}

function provisioningError(
  { tpmProvisioning }: Draft<EstateTemplate>,
  kind: ProvisioningMisfit<unknown>["kind"],
  path: readonly PathStep[],
): EstateError {
  const expected =
    kind === "MISSING"
      ? "COPY or REPLACE, for a VM of the template has a TPM"
      : "null, for no VM of the template has tpm PRESENT";
  return estateError([...path, "tpmProvisioning"], describeValue(tpmProvisioning), expected);
}

/** It was there and has been taken out: what it was meant to be cannot be told. */
const tpmIsWrong = (machine: Machine) => "tpm" in machine && machine.tpm === undefined;
