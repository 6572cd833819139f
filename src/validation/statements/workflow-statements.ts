import type { TpmProvisioning, Workflow } from "../vocabulary.ts";
import type { Offer } from "../workflows.ts";
import type { VCenterRef } from "./named.ts";

/** What the workflow asks, where it runs, and which rules it has nothing to do with. */
export interface WorkflowStatements {
  "rule-is-not-about-workflow": { readonly workflow: Workflow };
  "nothing-leaves-its-vcenter": Record<never, never>;
  "vm-gets-no-tpm": { readonly vm: string };
  "vm-carries-no-tpm-state": { readonly vm: string };

  "vcenter-is-connected": { readonly at: VCenterRef };
  "vcenter-is-disconnected": { readonly at: VCenterRef };
  "vcenter-status-is-unknown": { readonly at: VCenterRef };

  "workflow-offers-no-option": { readonly workflow: Workflow };
  "no-vm-has-a-tpm": Record<never, never>;
  "option-is-ignored": {
    readonly asked: TpmProvisioning;
    readonly workflow: Workflow;
    readonly because: "workflow-offers-none" | "no-vm-has-a-tpm";
  };
  "options-are-offered": { readonly offered: readonly TpmProvisioning[]; readonly byDefault: TpmProvisioning | null };
  "option-is-offered": { readonly offered: readonly TpmProvisioning[]; readonly asked: TpmProvisioning };
  "option-is-not-offered": {
    readonly offered: readonly TpmProvisioning[];
    readonly asked: TpmProvisioning;
    readonly workflow: Workflow;
    readonly offers: Exclude<Offer, "NOTHING" | "BY_VERSION">;
  };
  "option-needs-newer-vcenter": {
    readonly offered: readonly TpmProvisioning[];
    readonly asked: TpmProvisioning;
    readonly at: VCenterRef;
    readonly version: string | null;
    readonly least: string;
  };
  "option-needs-known-vcenter": { readonly asked: TpmProvisioning; readonly at: VCenterRef; readonly least: string };
  "template-provisioning-is-unknown": { readonly template: string };
}
