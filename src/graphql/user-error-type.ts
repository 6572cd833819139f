import { Field, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

export const USER_ERROR_CODES = {
  VERDICT_BLOCKED: "The validation service blocks it; the verdict says why.",
  VERDICT_UNDETERMINED: "A fact is missing without which the validation service cannot say; the verdict says which.",
  WARNING_NOT_ACKNOWLEDGED: "The verdict warns of something that acknowledgeWarnings does not name.",
  IDEMPOTENCY_KEY_REUSED: "The key was used for another request before.",
  TASK_ALREADY_FINISHED: "The task has ended.",
  NAME_TAKEN: "Another object has the name there already.",
  NOT_REGISTERED: "The vCenter has no key provider of that name registered.",
  ALREADY_MOUNTED: "The storage volume is mounted there already.",
  NOT_MOUNTED: "The storage volume is not mounted there.",
  INVALID_VALUE: "A value is not of the form that it must have.",
  KMS_IN_USE: "The key provider is a default, or encrypts VMs or templates.",
  STORAGE_IN_USE: "Files of VMs or templates lie on the storage volume.",
  FACT_ALREADY_KNOWN: "What is known already cannot be recorded; only what is not known can.",
  FACT_NOT_KNOWN: "It cannot be done before a fact is known; recordVmFacts records it.",
  VCENTER_NOT_CONNECTED: "A vCenter that would have to do it is not known to answer; updateVCenter mends it.",
  INVALID_POWER_STATE: "The VM is in a power state in which this cannot be done.",
  VM_NOT_POWERED_OFF: "A VM is not known to be powered off, which it has to be: powerOffVm.",
  NO_SNAPSHOTS: "The VM has no snapshots.",
  ALREADY_PUBLISHED: "The catalog is published, which it may not be for this.",
  NOT_PUBLISHED: "The catalog is not published, which it has to be.",
  HAS_SUBSCRIBERS: "Other catalogs are subscribed to the catalog.",
  ALREADY_SUBSCRIBED: "The catalog is subscribed to another one, whose templates are all that it has.",
  NOT_SUBSCRIBED: "The catalog is subscribed to no other one.",
  CATALOG_NOT_EMPTY: "The catalog has templates of its own.",
} as const;
export type UserErrorCode = keyof typeof USER_ERROR_CODES;

const UserErrorCodeEnum = Object.fromEntries(Object.keys(USER_ERROR_CODES).map((code) => [code, code]));
registerEnumType<Record<string, string>>(UserErrorCodeEnum, {
  name: "UserErrorCode",
  description: "Why a mutation changed nothing, for programs.",
  valuesConfig: Object.fromEntries(
    Object.entries(USER_ERROR_CODES).map(([code, description]) => [code, { description }]),
  ),
});

/** A mutation's "no" as data. */
export interface UserErrorData {
  readonly code: UserErrorCode;
  readonly message: string;
  /** The path of the input's field at fault; null where it is no single field's. */
  readonly field: readonly string[] | null;
}

@InterfaceType({
  description: "Why a mutation changed nothing: about what was asked, not a fault of the gateway.",
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class UserError {
  @Field(() => UserErrorCodeEnum, { description: "Why, for programs." })
  code!: string;

  @Field(() => String, { description: "Why, for people." })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: "The path of the input's field at fault; null where it is no single field's.",
  })
  field!: string[] | null;
}

@ObjectType({ description: "Why a workflow was refused.", implements: UserError, simpleResolvers: true })
export class WorkflowUserError extends UserError {}

@ObjectType({ description: "Why a task was left as it is.", implements: UserError, simpleResolvers: true })
export class TaskUserError extends UserError {}

@ObjectType({ description: "Why a change of the estate was refused.", implements: UserError, simpleResolvers: true })
export class AdministrationUserError extends UserError {}
