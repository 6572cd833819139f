import { Field, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

export const USER_ERROR_CODES = {
  VERDICT_BLOCKED: "The validation service blocks it. The verdict says why.",
  VERDICT_UNDETERMINED: "A fact is missing that could block it. The verdict says which.",
  WARNING_NOT_ACKNOWLEDGED: "The verdict has a warning that acknowledgeWarnings does not list.",
  IDEMPOTENCY_KEY_REUSED: "The key was used for another request before.",
  TASK_ALREADY_FINISHED: "The task has ended.",
  NAME_TAKEN: "Another object has the name there already.",
  NOT_REGISTERED: "The vCenter has no key provider of that name registered.",
  ALREADY_MOUNTED: "The storage volume is mounted there already.",
  NOT_MOUNTED: "The storage volume is not mounted there.",
  INVALID_VALUE: "A value has the wrong format.",
  KMS_IN_USE: "The key provider is a default, or encrypts VMs or templates.",
  STORAGE_IN_USE: "VMs or templates have files on the storage volume.",
  FACT_ALREADY_KNOWN: "The fact is already known. Only missing facts can be recorded.",
  FACT_NOT_KNOWN: "A fact is missing. Record it with recordVmFacts.",
  VCENTER_NOT_CONNECTED: "The vCenter is not connected. updateVCenter changes its status.",
  INVALID_POWER_STATE: "The power state of the VM does not allow this.",
  VM_NOT_POWERED_OFF: "A VM is not powered off. Use powerOffVm.",
  NO_SNAPSHOTS: "The VM has no snapshots.",
  ALREADY_PUBLISHED: "The catalog is already published.",
  NOT_PUBLISHED: "The catalog is not published.",
  HAS_SUBSCRIBERS: "Other catalogs are subscribed to the catalog.",
  ALREADY_SUBSCRIBED: "The catalog is already subscribed to another catalog.",
  NOT_SUBSCRIBED: "The catalog is not subscribed to another catalog.",
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
  description: "Why a mutation changed nothing. The request is the cause, not the gateway.",
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class UserError {
  @Field(() => UserErrorCodeEnum, { description: "The reason, as a code for programs." })
  code!: string;

  @Field(() => String, { description: "The reason, as text for people." })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: "The path of the input field that caused it. Null if no single field did.",
  })
  field!: string[] | null;
}

@ObjectType({ description: "Why a workflow was refused.", implements: UserError, simpleResolvers: true })
export class WorkflowUserError extends UserError {}

@ObjectType({ description: "Why a task was not changed.", implements: UserError, simpleResolvers: true })
export class TaskUserError extends UserError {}

@ObjectType({ description: "Why a change of the estate was refused.", implements: UserError, simpleResolvers: true })
export class AdministrationUserError extends UserError {}
