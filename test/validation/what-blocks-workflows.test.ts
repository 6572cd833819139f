import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../src/validation/decide.ts";
import type { RuleId, Workflow } from "../../src/validation/vocabulary.ts";
import { WORKFLOW_ENTRIES } from "../../src/validation/workflows.ts";
import { arbitraryFacts } from "./arbitrary-facts.ts";

/** Rules that look at these workflows and have nothing to block there, though they block others. */
const NEVER: Partial<Record<RuleId, (workflow: Workflow) => boolean>> = {
  // Nothing that exists is to get another TPM, but for what is reconfigured.
  "one-tpm-per-vm": (workflow) => workflow !== "RECONFIGURE_VM",
  // What is copied is encrypted anew. What moves is not.
  "vcenters-move-encrypted-vms": (workflow) => !["MOVE_VM", "MOVE_VAPP", "IMPORT_VM", "IMPORT_VAPP"].includes(workflow),
  // A key that cannot be had at the source is warned of, but where the encryption itself changes.
  "key-available-at-source": (workflow) => workflow !== "REKEY_VM" && workflow !== "RECONFIGURE_VM",
  // Both options are offered, or the option is no option of the request.
  "tpm-option-offered": (workflow) =>
    /^(CREATE_VM|RECONFIGURE_VM|ADD_VM_TO_VAPP|CAPTURE_.*|CREATE_.*_OVF|EXPORT_.*|REKEY_VM)$/.test(workflow),
  // A capture only warns of it.
  "export-carries-no-tpm-state": (workflow) => workflow !== "EXPORT_VAPP_TEMPLATE",
};

test("whatever can block a workflow does in some case", () => {
  const blocked = new Set<string>();
  const blocking = new Set<RuleId>();
  for (const facts of fc.sample(arbitraryFacts(), { numRuns: 20_000, seed: 7 })) {
    for (const rule of decide(facts).blockedBy) {
      blocking.add(rule);
      blocked.add(`${facts.workflow} ${rule}`);
    }
  }
  const expected = (Object.keys(WORKFLOW_ENTRIES) as Workflow[]).flatMap((workflow) =>
    WORKFLOW_ENTRIES[workflow].rules
      .filter((rule) => blocking.has(rule) && !NEVER[rule]?.(workflow))
      .map((rule) => `${workflow} ${rule}`),
  );
  expect([...blocked].sort()).toEqual(expected.sort());
});
