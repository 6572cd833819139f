import type { Audience } from "../../validation/words/audience.ts";
import { Refusal } from "./refusal.ts";

/**
 * Who asks. Every reader and writer of the inventory takes it as its first argument, so that what
 * somebody may see is decided in the inventory and nowhere else.
 */
export type Scope =
  | { readonly kind: "provider-administrator"; readonly actor: string }
  | { readonly kind: "organization-member"; readonly actor: string; readonly organizationId: string };

/** Until sign-in exists, everybody is the provider's administrator. */
export const providerAdministrator: Scope = { kind: "provider-administrator", actor: "provider-administrator" };

/** Whom the sentences of a verdict are made for. */
export function audienceOf(scope: Scope): Audience {
  return scope.kind === "provider-administrator" ? "provider" : "tenant";
}

export function requireProviderAdministrator(scope: Scope, action: string): void {
  if (scope.kind !== "provider-administrator") {
    throw new Refusal("FORBIDDEN", `Only an administrator of the provider may ${action}.`);
  }
}

/** What is published is read by every organization, and changed by its own alone. */
export function requireOwnOrganization(scope: Scope, organizationId: string, action: string): void {
  if (scope.kind === "organization-member" && scope.organizationId !== organizationId) {
    throw new Refusal("FORBIDDEN", `Only its own organization may ${action}.`);
  }
}
