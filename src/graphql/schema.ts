import "reflect-metadata";
import {
  type GraphQLFieldResolver,
  GraphQLInputObjectType,
  GraphQLObjectType,
  type GraphQLSchema,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { buildSchema, type NonEmptyArray, type PubSub } from "type-graphql";
import { type EntityName, entities } from "../inventory/access/entities.ts";
import { Bug, invariant } from "../validation/invariant.ts";
import { auditRefusals } from "./audit/audit-refusals.ts";
import { AuditResolver } from "./audit/audit-resolver.ts";
import { CatalogOperationResolver } from "./catalog/catalog-operation-resolver.ts";
import { CatalogResolver, TemplateVmResolver, VappTemplateResolver } from "./catalog/catalog-resolver.ts";
import {
  CatalogPublicationResolver,
  CatalogSubscriptionResolver,
  SkippedTemplateResolver,
} from "./catalog/catalog-sharing-resolver.ts";
import { VCenterFaultResolver } from "./fault/fault-resolver.ts";
import { toGlobalId } from "./global-id.ts";
import { KmsAdministrationResolver } from "./kms/kms-administration-resolver.ts";
import { KeyProviderResolver, KmsRegistrationResolver } from "./kms/kms-resolver.ts";
import { lookupTypeNames } from "./lookup.ts";
import { NodeResolver } from "./node-resolver.ts";
import { OrganizationResolver } from "./organization/organization-resolver.ts";
import { PlacementResolver } from "./placement/placement-resolver.ts";
import { StorageAdministrationResolver } from "./storage/storage-administration-resolver.ts";
import { DatastoreResolver, StorageVolumeResolver } from "./storage/storage-resolver.ts";
import { CancelTaskResolver } from "./task/cancel-task.ts";
import { TaskResolver } from "./task/task-resolver.ts";
import { TaskSubscriptionResolver } from "./task/task-subscription.ts";
import { AdministrationUserError, TaskUserError, WorkflowUserError } from "./user-error-type.ts";
import { DeleteVappResolver } from "./vapp/delete-vapp-resolver.ts";
import { VappResolver, VappTpmStatusResolver } from "./vapp/vapp-resolver.ts";
import { ClusterResolver } from "./vcenter/cluster-resolver.ts";
import { VCenterAdministrationResolver } from "./vcenter/vcenter-administration-resolver.ts";
import { VCenterResolver } from "./vcenter/vcenter-resolver.ts";
import { RefreshCapabilitiesResolver } from "./vdc/refresh-capabilities-resolver.ts";
import { TpmCapabilityResolver, VdcResolver } from "./vdc/vdc-resolver.ts";
import {
  FindingResolver,
  RemedyResolver,
  SubjectVerdictResolver,
  VerdictResolver,
} from "./verdict/verdict-resolver.ts";
import { RecordFactsResolver } from "./vm/record-facts-resolver.ts";
import { UnmanagedVappResolver, UnmanagedVmResolver } from "./vm/unmanaged-vm-resolver.ts";
import { VmOperationResolver } from "./vm/vm-operation-resolver.ts";
import { SecurityDevicesResolver, TpmDeviceResolver, VmResolver } from "./vm/vm-resolver.ts";
import { PreflightResolver, WorkflowResolver } from "./workflow/workflow-resolver.ts";

const resolvers: NonEmptyArray<new () => object> = [
  AuditResolver,
  CancelTaskResolver,
  CatalogOperationResolver,
  CatalogPublicationResolver,
  CatalogResolver,
  CatalogSubscriptionResolver,
  ClusterResolver,
  DatastoreResolver,
  DeleteVappResolver,
  FindingResolver,
  KeyProviderResolver,
  KmsAdministrationResolver,
  KmsRegistrationResolver,
  NodeResolver,
  OrganizationResolver,
  PlacementResolver,
  PreflightResolver,
  RecordFactsResolver,
  RefreshCapabilitiesResolver,
  RemedyResolver,
  SecurityDevicesResolver,
  SkippedTemplateResolver,
  StorageAdministrationResolver,
  StorageVolumeResolver,
  SubjectVerdictResolver,
  TaskResolver,
  TaskSubscriptionResolver,
  TemplateVmResolver,
  TpmCapabilityResolver,
  TpmDeviceResolver,
  UnmanagedVappResolver,
  UnmanagedVmResolver,
  VappResolver,
  VappTemplateResolver,
  VappTpmStatusResolver,
  VCenterAdministrationResolver,
  VCenterFaultResolver,
  VCenterResolver,
  VdcResolver,
  VerdictResolver,
  VmOperationResolver,
  VmResolver,
  WorkflowResolver,
];

const DESCRIPTION =
  "Says whether a VM, vApp or template with a virtual TPM may be copied, moved or deployed across vCenters, and why not. " +
  "Ask `preflight`: it names what blocks the operation and what would remedy that. " +
  "Run the workflow as a mutation: it becomes a task, and the task judges again before it changes anything.";

/** TypeGraphQL wants topics for any subscription. Ours are fed by the database, so that each process hears of all. */
const noTopics: PubSub = { publish: refuseTopics, subscribe: refuseTopics };

function refuseTopics(): never {
  throw new Bug("subscriptions have no topics");
}

export async function buildGatewaySchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    orphanedTypes: [WorkflowUserError, TaskUserError, AdministrationUserError],
    // Inputs are checked where they are read, with messages of our own.
    validate: false,
    pubSub: noTopics,
  });
  markOneOfInputs(schema);
  giveGlobalIds(schema);
  describeSchema(schema);
  auditRefusals(schema);
  return schema;
}

/** The SDL that clients generate from, sorted, so that a change of the code shows as just that change. */
export async function printGatewaySchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildGatewaySchema()))}\n`;
}

/** TypeGraphQL has no option for `@oneOf`; GraphQL.js enforces it by this mark on the type. */
function markOneOfInputs(schema: GraphQLSchema): void {
  for (const name of lookupTypeNames) {
    const type = schema.getType(name);
    invariant(type instanceof GraphQLInputObjectType, `${name} is not an input type of the schema`);
    type.isOneOf = true;
  }
}

/** TypeGraphQL makes the schema and its root types itself, without a word. */
function describeSchema(schema: GraphQLSchema): void {
  schema.description = DESCRIPTION;
  const descriptions = [
    [schema.getQueryType(), "Queries. They change nothing."],
    [schema.getMutationType(), "Changes. Workflows become tasks. All other changes are made at once."],
    [
      schema.getSubscriptionType(),
      "Subscriptions, over a WebSocket at /graphql or server-sent events at /graphql/stream.",
    ],
  ] as const;
  for (const [type, description] of descriptions) if (type) type.description = description;
}

/** Rows carry the ids of their tables; what leaves is the id of the API. One plain resolver a type. */
function giveGlobalIds(schema: GraphQLSchema): void {
  for (const name of Object.keys(entities) as EntityName[]) {
    const type = schema.getType(name);
    invariant(type instanceof GraphQLObjectType, `${name} is not an object type of the schema`);
    const field = type.getFields().id;
    invariant(field, `${name} has no id`);
    const resolve: GraphQLFieldResolver<{ id: string }, unknown> = (row) => toGlobalId(name, row.id);
    field.resolve = resolve;
  }
}
