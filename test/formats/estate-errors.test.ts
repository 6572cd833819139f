import { describe, expect, test } from "vitest";
import { breakEstate, GOOD_ESTATE, linesOfEstate } from "../support/good-estate.ts";

describe("one error, with its path", () => {
  test.each<[name: string, path: string, value: unknown, line: string]>([
    [
      "another format",
      "format",
      "vtpm-gateway/estate@2",
      'format: found "vtpm-gateway/estate@2", expected "vtpm-gateway/estate@1"',
    ],
    ["no format", "format", undefined, 'format: found nothing, expected "vtpm-gateway/estate@1"'],
    [
      "a word that is none",
      "vms[1].tpm",
      "MAYBE",
      'vms[1].tpm: found "MAYBE", expected one of PRESENT, NOT_PRESENT, UNKNOWN',
    ],
    [
      "a wrong type",
      "vms[1].hardwareVersion",
      "19",
      'vms[1].hardwareVersion: found "19", expected a whole number from 3 to 99',
    ],
    [
      "half a snapshot",
      "vms[1].snapshotCount",
      0.5,
      "vms[1].snapshotCount: found 0.5, expected a whole number from 0 to 2147483647",
    ],
    [
      "null for what is not known",
      "vms[1].guestId",
      null,
      "vms[1].guestId: found null, expected text that is not empty, or leave the key out where it is not known",
    ],
    ["null for what is needed", "vms[1].name", null, "vms[1].name: found null, expected text of 1 to 255 characters"],
    ["an empty name", "vms[1].name", "", 'vms[1].name: found "", expected text of 1 to 255 characters'],
    [
      "a name of blanks",
      "vms[1].name",
      " \t\u00a0",
      'vms[1].name: found " \\t\u00a0", expected text that is not all blank, without NUL characters and unpaired surrogates',
    ],
    [
      "an organization of blanks",
      "organizations[2]",
      { name: " " },
      'organizations[2].name: found " ", expected text that is not all blank, without slashes, NUL characters and unpaired surrogates',
    ],
    [
      "an unmanaged vApp of blanks",
      "vcenters[0].unmanagedVms[0].vapp",
      " ",
      'vcenters[0].unmanagedVms[0].vapp: found " ", expected text that is not all blank, without NUL characters and unpaired surrogates',
    ],
    [
      "a name too long",
      "vms[1].name",
      "😀".repeat(256),
      `vms[1].name: found "${"😀".repeat(60)}…" (256 characters), expected text of 1 to 255 characters`,
    ],
    [
      "a name that Postgres cannot hold",
      "vms[1].name",
      "a\u0000b",
      'vms[1].name: found "a\\u0000b", expected text that is not all blank, without NUL characters and unpaired surrogates',
    ],
    [
      "an organization with a slash",
      "organizations[2]",
      { name: "a/b" },
      'organizations[2].name: found "a/b", expected text that is not all blank, without slashes, NUL characters and unpaired surrogates',
    ],
    ["a missing reference", "vms[1].vdc", undefined, "vms[1].vdc: found nothing, expected text of 1 to 255 characters"],
    [
      "an unknown key",
      "vms[1].tmp",
      "PRESENT",
      'vms[1].tmp: found an unknown key, expected one of name, vdc, vapp, linkedClone, guestId, firmware, hardwareVersion, tpm, ekSha256, keyProvider, encryptedByPolicy, datastores, powerState, snapshotCount: did you mean "tpm"?',
    ],
    [
      "an empty list of datastores",
      "vms[1].datastores",
      [],
      "vms[1].datastores: found an empty list, expected at least one name, or leave the key out where it is not known",
    ],
    [
      "a datastore twice",
      "vms[0].datastores",
      ["ds-a", "ds-a"],
      'vms[0].datastores[1]: found "ds-a" again, expected each name once',
    ],
    [
      "a version that is none",
      "vcenters[0].version",
      "eight",
      'vcenters[0].version: found "eight", expected a vCenter version such as 8.0.2, 7.0U2 or 7.0 Update 2, or leave the key out where it is not known',
    ],
    [
      "an unknown VDC",
      "vms[2].vdc",
      "sliver",
      'vms[2].vdc: found "sliver", expected the name of a VDC: "silver", "gold"',
    ],
    [
      "an ambiguous VDC",
      "vms[1].vdc",
      "gold",
      'vms[1].vdc: found "gold", of which there are several, expected "acme/gold" or "globex/gold"',
    ],
    [
      "an ambiguous cluster",
      "vdcs[1].cluster",
      "cl-1",
      'vdcs[1].cluster: found "cl-1", of which there are several, expected "vc-a/cl-1" or "vc-b/cl-1"',
    ],
    [
      "a datastore of another vCenter",
      "vms[0].datastores",
      ["ds-b"],
      'vms[0].datastores[0]: found "ds-b", a datastore of vc-b, expected a datastore of vc-a: "ds-a"',
    ],
    [
      "a cluster that mounts what its vCenter has not",
      "vcenters[1].clusters[0].datastores",
      ["ds-a"],
      'vcenters[1].clusters[0].datastores[0]: found "ds-a", a datastore of vc-a, expected a datastore of vc-b: "ds-b"',
    ],
    [
      "a default that is not registered",
      "vcenters[0].defaultKeyProvider",
      "kp-2",
      'vcenters[0].defaultKeyProvider: found "kp-2", expected a key provider registered on vc-a: "kp-1"',
    ],
    [
      "a cluster's default that is not registered",
      "vcenters[1].clusters[0].defaultKeyProvider",
      "kp-1",
      'vcenters[1].clusters[0].defaultKeyProvider: found "kp-1", expected a key provider registered on vc-b: there is none',
    ],
    [
      "a vApp of another VDC",
      "vms[2].vapp",
      "web",
      'vms[2].vapp: found "web", a vApp of VDC acme/gold, expected a vApp of VDC silver, where the VM is: there is none',
    ],
    [
      "a volume twice in a vCenter",
      "vcenters[0].datastores[1]",
      { name: "ds-c", volume: "san-1" },
      'vcenters[0].datastores[1].volume: found "san-1", expected a volume of its own: vcenters[0].datastores[0].volume has the same',
    ],
    [
      "an unmanaged vApp in two clusters",
      "vcenters[0]",
      {
        ...GOOD_ESTATE.vcenters[0],
        clusters: [{ name: "cl-1" }, { name: "cl-2" }],
        unmanagedVms: [
          { name: "x", vapp: "shop", cluster: "cl-1" },
          { name: "y", vapp: "shop", cluster: "cl-2" },
        ],
      },
      'vcenters[0].unmanagedVms[1].cluster: found "cl-2", expected "cl-1", where the other VMs of its vApp are',
    ],
    [
      "a key provider that encrypts nothing",
      "vms[1].encryptedByPolicy",
      false,
      'vms[1].keyProvider: found "kp-1" where tpm is NOT_PRESENT and encryptedByPolicy is false, expected none, for nothing is encrypted',
    ],
    [
      "a backup of what is not native",
      "vcenters[0].kmsRegistrations[0].backedUp",
      true,
      "vcenters[0].kmsRegistrations[0].backedUp: found a backup of a key provider of type STANDARD, expected one only with type NATIVE",
    ],
    [
      "trust in a vCenter that is not there",
      "vcenters[0].trusts",
      ["vc-c"],
      'vcenters[0].trusts[0]: found "vc-c", expected the name of a vCenter: "vc-a", "vc-b"',
    ],
    [
      "trust in itself",
      "vcenters[0].trusts",
      ["vc-a"],
      'vcenters[0].trusts[0]: found "vc-a", the vCenter itself, expected another vCenter',
    ],
    [
      "an identity without a TPM",
      "vms[1].ekSha256",
      "a".repeat(64),
      "vms[1].ekSha256: found an identity where tpm is NOT_PRESENT, expected one only with tpm PRESENT",
    ],
    [
      "an identity that is none",
      "vms[0].ekSha256",
      "A".repeat(64),
      `vms[0].ekSha256: found "${"A".repeat(60)}…" (64 characters), expected 64 lower-case hexadecimal digits`,
    ],
    [
      "no provisioning though a VM has a TPM",
      "catalogs[0].templates[0].tpmProvisioning",
      undefined,
      "catalogs[0].templates[0].tpmProvisioning: found nothing, expected COPY or REPLACE, for a VM of the template has a TPM",
    ],
    [
      "a provisioning though no VM has a TPM",
      "catalogs[0].templates[0].vms[0].tpm",
      "NOT_PRESENT",
      'catalogs[0].templates[0].tpmProvisioning: found "COPY", expected null, for no VM of the template has tpm PRESENT',
    ],
    [
      "an identity in a REPLACE template",
      "catalogs[0].templates[0]",
      { name: "win", tpmProvisioning: "REPLACE", vms: [{ name: "win", tpm: "PRESENT", ekSha256: "a".repeat(64) }] },
      "catalogs[0].templates[0].vms[0].ekSha256: found an identity where tpmProvisioning is REPLACE, expected none, for each instance gets a new TPM",
    ],
    [
      "a subscription to an unpublished catalog",
      "catalogs[0].published",
      false,
      'subscriptions[0].publisher: found "images", which is not published, expected a catalog with published: true',
    ],
    [
      "a subscription to itself",
      "subscriptions[0].catalog",
      "acme/images",
      'subscriptions[0].publisher: found "images", the subscribed catalog itself, expected another catalog',
    ],
  ])("%s", (_name, path, value, line) => {
    expect(linesOfEstate(breakEstate([path, value]))).toEqual([line]);
  });
});
