import { expect, test } from "vitest";
import { findCryptoState } from "../../src/validation/crypto-state.ts";
import type { KmsRegistrationFacts } from "../../src/validation/facts.ts";
import type { ConnectionStatus, KmsType, TpmStatus } from "../../src/validation/vocabulary.ts";

const registration = (type: KmsType, status: ConnectionStatus): KmsRegistrationFacts => ({
  name: "kp-1",
  type,
  status,
  kmsClusterUuid: null,
  backedUp: null,
});

/** A VM that a policy encrypts under kp-1, on a vCenter that has it CONNECTED; each row changes what it names. */
test.each([
  ["nothing", {}, "UNLOCKED"],
  ["not encrypted", { encryptedByPolicy: false, keyProvider: null }, "NOT_ENCRYPTED"],
  ["encrypted for its TPM", { encryptedByPolicy: false, tpm: "PRESENT" }, "UNLOCKED"],
  ["nobody knows whether it is encrypted", { encryptedByPolicy: null, keyProvider: null }, "UNKNOWN"],
  ["nobody knows why, but the key provider is named", { encryptedByPolicy: null }, "UNLOCKED"],
  ["key provider not recorded", { keyProvider: null }, "UNKNOWN"],
  ["TPM, key provider not recorded", { keyProvider: null, tpm: "PRESENT" }, "UNKNOWN"],
  ["not registered", { registrations: [] }, "LOCKED"],
  ["registered under a name that differs by case", { keyProvider: "KP-1" }, "LOCKED"],
  ["not registered, not inventoried", { registrations: [], kmsInventoried: false }, "UNKNOWN"],
  ["registered, not inventoried", { kmsInventoried: false }, "UNLOCKED"],
  ["DISCONNECTED", { registrations: [registration("STANDARD", "DISCONNECTED")] }, "UNKNOWN"],
  ["of unknown health", { registrations: [registration("TRUSTED", "UNKNOWN")] }, "UNKNOWN"],
  ["NATIVE, DISCONNECTED", { registrations: [registration("NATIVE", "DISCONNECTED")] }, "UNLOCKED"],
  ["NATIVE, not registered", { keyProvider: "nkp" }, "LOCKED"],
] as const)("%s", (_what, change, state) => {
  const facts: {
    tpm: TpmStatus;
    keyProvider: string | null;
    encryptedByPolicy: boolean | null;
    registrations: readonly KmsRegistrationFacts[];
    kmsInventoried: boolean;
  } = {
    tpm: "NOT_PRESENT",
    keyProvider: "kp-1",
    encryptedByPolicy: true,
    registrations: [registration("STANDARD", "CONNECTED")],
    kmsInventoried: true,
    ...change,
  };
  const { registrations: kmsRegistrations, kmsInventoried } = facts;
  expect(findCryptoState(facts, { kmsRegistrations, kmsInventoried })).toBe(state);
});
