CREATE TYPE "public"."audit_outcome" AS ENUM('ACCEPTED', 'REFUSED', 'REPEATED');--> statement-breakpoint
CREATE TYPE "public"."connection_status" AS ENUM('CONNECTED', 'DISCONNECTED', 'UNKNOWN');--> statement-breakpoint
CREATE TYPE "public"."firmware" AS ENUM('BIOS', 'EFI');--> statement-breakpoint
CREATE TYPE "public"."power_state" AS ENUM('POWERED_ON', 'POWERED_OFF', 'SUSPENDED');--> statement-breakpoint
CREATE TYPE "public"."tpm_provisioning" AS ENUM('COPY', 'REPLACE');--> statement-breakpoint
CREATE TYPE "public"."tpm_status" AS ENUM('PRESENT', 'NOT_PRESENT', 'UNKNOWN');--> statement-breakpoint
CREATE TYPE "public"."vcenter_fault_kind" AS ENUM('FAIL_AT_PROGRESS', 'SLOW', 'DISCONNECT_AT_PROGRESS', 'DISCONNECT_KMS_AT_PROGRESS');--> statement-breakpoint
CREATE TYPE "public"."kms_type" AS ENUM('STANDARD', 'NATIVE', 'TRUSTED');--> statement-breakpoint
CREATE TYPE "public"."task_status" AS ENUM('QUEUED', 'RUNNING', 'SUCCESS', 'ERROR', 'CANCELED');--> statement-breakpoint
CREATE TYPE "public"."workflow" AS ENUM('CREATE_VM', 'CREATE_VM_FROM_TEMPLATE', 'RECONFIGURE_VM', 'COPY_VM', 'MOVE_VM', 'IMPORT_VM', 'INSTANTIATE_VAPP_TEMPLATE', 'CREATE_VAPP_FROM_OVF', 'ADD_VM_TO_VAPP', 'ADD_TEMPLATE_VM_TO_VAPP', 'COPY_VAPP', 'MOVE_VAPP', 'IMPORT_VAPP', 'CAPTURE_VAPP', 'CAPTURE_VM', 'CREATE_VAPP_TEMPLATE_FROM_OVF', 'COPY_VAPP_TEMPLATE', 'MOVE_VAPP_TEMPLATE', 'EXPORT_VAPP_TEMPLATE');--> statement-breakpoint
CREATE TYPE "public"."capability_trigger" AS ENUM('IMPORT', 'TASK', 'REFRESH');--> statement-breakpoint
CREATE TYPE "public"."guest_family" AS ENUM('WINDOWS', 'LINUX', 'OTHER', 'UNKNOWN');--> statement-breakpoint
CREATE TYPE "public"."key_provider_scope" AS ENUM('CLUSTER', 'VCENTER');--> statement-breakpoint
CREATE SEQUENCE "public"."vm_mo_ref_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"mutation" text NOT NULL,
	"object_type" text,
	"object_id" uuid,
	"object_name" text,
	"invalid_id" text,
	"input_sha256" text NOT NULL,
	"outcome" "audit_outcome" NOT NULL,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"verdict" jsonb,
	"task_id" uuid,
	CONSTRAINT "audit_log_refusal_has_reasons" CHECK (("audit_log"."outcome" = 'REFUSED') = (jsonb_array_length("audit_log"."reasons") > 0)),
	CONSTRAINT "audit_log_name_is_of_object" CHECK ("audit_log"."object_name" is null or "audit_log"."object_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "catalog_subscriptions" (
	"catalog_id" uuid PRIMARY KEY NOT NULL,
	"publisher_id" uuid NOT NULL,
	"last_synced_at" timestamp with time zone,
	CONSTRAINT "catalog_subscriptions_not_to_itself" CHECK ("catalog_subscriptions"."catalog_id" <> "catalog_subscriptions"."publisher_id")
);
--> statement-breakpoint
CREATE TABLE "catalogs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"vdc_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"published" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "catalogs_name_in_organization" UNIQUE("organization_id","name"),
	CONSTRAINT "catalogs_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "catalogs_name_is_sane" CHECK (length("catalogs"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "template_vm_datastores" (
	"template_vm_id" uuid NOT NULL,
	"datastore_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	CONSTRAINT "template_vm_datastores_template_vm_id_datastore_id_pk" PRIMARY KEY("template_vm_id","datastore_id")
);
--> statement-breakpoint
CREATE TABLE "template_vms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"guest_id" text,
	"firmware" "firmware",
	"hardware_version" integer,
	"tpm_status" "tpm_status" DEFAULT 'UNKNOWN' NOT NULL,
	"tpm_ek_sha256" text,
	"tpm_provisioned_at" timestamp with time zone,
	"key_provider_name" text COLLATE "C",
	CONSTRAINT "template_vms_name_in_template" UNIQUE("template_id","name"),
	CONSTRAINT "template_vms_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "template_vms_name_is_sane" CHECK (length("template_vms"."name") between 1 and 255),
	CONSTRAINT "template_vms_hardware_version_is_sane" CHECK ("template_vms"."hardware_version" between 3 and 99),
	CONSTRAINT "template_vms_tpm_identity_is_sha256" CHECK ("template_vms"."tpm_ek_sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "template_vms_tpm_identity_has_time" CHECK (("template_vms"."tpm_ek_sha256" is null) = ("template_vms"."tpm_provisioned_at" is null)),
	CONSTRAINT "template_vms_tpm_identity_is_of_a_tpm" CHECK ("template_vms"."tpm_ek_sha256" is null or "template_vms"."tpm_status" = 'PRESENT')
);
--> statement-breakpoint
CREATE TABLE "vapp_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"catalog_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"tpm_provisioning" "tpm_provisioning",
	"source_vapp_id" uuid,
	"synced_from_template_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vapp_templates_name_in_catalog" UNIQUE("catalog_id","name"),
	CONSTRAINT "vapp_templates_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "vapp_templates_received_once" UNIQUE("synced_from_template_id","catalog_id"),
	CONSTRAINT "vapp_templates_name_is_sane" CHECK (length("vapp_templates"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "vcenter_faults" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"kind" "vcenter_fault_kind" NOT NULL,
	"percent" integer,
	"seconds" double precision,
	"message" text,
	"key_provider_name" text COLLATE "C",
	"workflow" "workflow",
	"remaining" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vcenter_faults_once" UNIQUE NULLS NOT DISTINCT("vcenter_id","kind","workflow","key_provider_name"),
	CONSTRAINT "vcenter_faults_percent_is_before_the_end" CHECK ("vcenter_faults"."percent" between 0 and 99),
	CONSTRAINT "vcenter_faults_percent_unless_slow" CHECK (("vcenter_faults"."kind" = 'SLOW') = ("vcenter_faults"."percent" is null)),
	CONSTRAINT "vcenter_faults_seconds_are_sane" CHECK ("vcenter_faults"."seconds" > 0 and "vcenter_faults"."seconds" <= 3600),
	CONSTRAINT "vcenter_faults_seconds_when_slow" CHECK (("vcenter_faults"."kind" = 'SLOW') = ("vcenter_faults"."seconds" is not null)),
	CONSTRAINT "vcenter_faults_message_of_a_failure" CHECK ("vcenter_faults"."message" is null or "vcenter_faults"."kind" = 'FAIL_AT_PROGRESS'),
	CONSTRAINT "vcenter_faults_message_is_sane" CHECK (length("vcenter_faults"."message") between 1 and 1000),
	CONSTRAINT "vcenter_faults_key_provider_when_it_disconnects" CHECK (("vcenter_faults"."kind" = 'DISCONNECT_KMS_AT_PROGRESS') = ("vcenter_faults"."key_provider_name" is not null)),
	CONSTRAINT "vcenter_faults_remaining_is_positive" CHECK ("vcenter_faults"."remaining" > 0),
	CONSTRAINT "vcenter_faults_slow_until_cleared" CHECK ("vcenter_faults"."kind" <> 'SLOW' or "vcenter_faults"."remaining" is null)
);
--> statement-breakpoint
CREATE TABLE "kms_registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"type" "kms_type" NOT NULL,
	"status" "connection_status" DEFAULT 'UNKNOWN' NOT NULL,
	"kms_cluster_uuid" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "kms_registrations_name_in_vcenter" UNIQUE("vcenter_id","name"),
	CONSTRAINT "kms_registrations_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "kms_registrations_name_is_sane" CHECK (length("kms_registrations"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "kms_servers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kms_registration_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"address" text NOT NULL,
	"port" integer NOT NULL,
	CONSTRAINT "kms_servers_name_in_registration" UNIQUE("kms_registration_id","name"),
	CONSTRAINT "kms_servers_name_is_sane" CHECK (length("kms_servers"."name") between 1 and 255),
	CONSTRAINT "kms_servers_port_is_sane" CHECK ("kms_servers"."port" between 1 and 65535)
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_name_unique" UNIQUE("name"),
	CONSTRAINT "organizations_name_is_sane" CHECK (length("organizations"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "cluster_datastores" (
	"cluster_id" uuid NOT NULL,
	"datastore_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	CONSTRAINT "cluster_datastores_cluster_id_datastore_id_pk" PRIMARY KEY("cluster_id","datastore_id")
);
--> statement-breakpoint
CREATE TABLE "datastores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"storage_volume_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "datastores_name_in_vcenter" UNIQUE("vcenter_id","name"),
	CONSTRAINT "datastores_volume_in_vcenter" UNIQUE("vcenter_id","storage_volume_id"),
	CONSTRAINT "datastores_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "datastores_name_is_sane" CHECK (length("datastores"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "storage_volumes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"uuid" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "storage_volumes_name_unique" UNIQUE("name"),
	CONSTRAINT "storage_volumes_uuid_unique" UNIQUE("uuid"),
	CONSTRAINT "storage_volumes_name_is_sane" CHECK (length("storage_volumes"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "task_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "task_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"task_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" "task_status" NOT NULL,
	"progress" integer NOT NULL,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_exports" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"ovf" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"operation" "workflow" NOT NULL,
	"status" "task_status" DEFAULT 'QUEUED' NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"owner_type" text,
	"owner_id" uuid,
	"result_type" text,
	"result_id" uuid,
	"input" jsonb NOT NULL,
	"verdict" jsonb NOT NULL,
	"error" jsonb,
	"requested_by" text NOT NULL,
	"requester_organization_id" uuid,
	"idempotency_key" text,
	"worker_lock" integer,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "tasks_idempotency_key_is_sane" CHECK (length("tasks"."idempotency_key") between 1 and 255),
	CONSTRAINT "tasks_progress_is_percent" CHECK ("tasks"."progress" between 0 and 100),
	CONSTRAINT "tasks_attempts_are_counted" CHECK ("tasks"."attempts" >= 0),
	CONSTRAINT "tasks_started_when_running" CHECK ("tasks"."status" <> 'RUNNING' or "tasks"."started_at" is not null),
	CONSTRAINT "tasks_not_started_when_queued" CHECK ("tasks"."status" <> 'QUEUED' or "tasks"."started_at" is null),
	CONSTRAINT "tasks_worker_when_running" CHECK (("tasks"."status" = 'RUNNING') = ("tasks"."worker_lock" is not null)),
	CONSTRAINT "tasks_finished_when_final" CHECK (("tasks"."status" in ('SUCCESS', 'ERROR', 'CANCELED')) = ("tasks"."finished_at" is not null)),
	CONSTRAINT "tasks_error_says_why" CHECK (("tasks"."status" = 'ERROR') = ("tasks"."error" is not null)),
	CONSTRAINT "tasks_success_is_complete" CHECK ("tasks"."status" <> 'SUCCESS' or "tasks"."progress" = 100),
	CONSTRAINT "tasks_owner_is_typed" CHECK (("tasks"."owner_type" is null) = ("tasks"."owner_id" is null)),
	CONSTRAINT "tasks_result_is_typed" CHECK (("tasks"."result_type" is null) = ("tasks"."result_id" is null))
);
--> statement-breakpoint
CREATE TABLE "clusters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"max_hardware_version" integer,
	"storage_inventoried" boolean DEFAULT true NOT NULL,
	"default_key_provider_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clusters_name_in_vcenter" UNIQUE("vcenter_id","name"),
	CONSTRAINT "clusters_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "clusters_name_is_sane" CHECK (length("clusters"."name") between 1 and 255),
	CONSTRAINT "clusters_max_hardware_version_is_sane" CHECK ("clusters"."max_hardware_version" between 3 and 99)
);
--> statement-breakpoint
CREATE TABLE "vcenters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"version" text,
	"build" text,
	"status" "connection_status" DEFAULT 'CONNECTED' NOT NULL,
	"fast_cross_vcenter_instantiation" boolean,
	"kms_inventoried" boolean DEFAULT true NOT NULL,
	"default_key_provider_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vcenters_name_unique" UNIQUE("name"),
	CONSTRAINT "vcenters_name_is_sane" CHECK (length("vcenters"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "vdc_tpm_capabilities" (
	"vdc_id" uuid PRIMARY KEY NOT NULL,
	"supported" boolean NOT NULL,
	"guest_families" "guest_family"[] NOT NULL,
	"key_provider_id" uuid,
	"key_provider_from" "key_provider_scope",
	"copy_offers" "tpm_provisioning"[] NOT NULL,
	"max_hardware_version" integer,
	"reasons" text[] NOT NULL,
	"detected_at" timestamp with time zone NOT NULL,
	"detected_by" "capability_trigger" NOT NULL,
	CONSTRAINT "vdc_tpm_capabilities_say_why" CHECK ("vdc_tpm_capabilities"."supported" = (cardinality("vdc_tpm_capabilities"."reasons") = 0))
);
--> statement-breakpoint
CREATE TABLE "vdcs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"cluster_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vdcs_name_in_organization" UNIQUE("organization_id","name"),
	CONSTRAINT "vdcs_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "vdcs_name_is_sane" CHECK (length("vdcs"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "unmanaged_vapps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"cluster_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unmanaged_vapps_name_in_vcenter" UNIQUE("vcenter_id","name"),
	CONSTRAINT "unmanaged_vapps_of_cluster" UNIQUE("id","cluster_id"),
	CONSTRAINT "unmanaged_vapps_name_is_sane" CHECK (length("unmanaged_vapps"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "unmanaged_vm_datastores" (
	"unmanaged_vm_id" uuid NOT NULL,
	"datastore_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	CONSTRAINT "unmanaged_vm_datastores_unmanaged_vm_id_datastore_id_pk" PRIMARY KEY("unmanaged_vm_id","datastore_id")
);
--> statement-breakpoint
CREATE TABLE "unmanaged_vms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"cluster_id" uuid NOT NULL,
	"unmanaged_vapp_id" uuid,
	"name" text COLLATE "C" NOT NULL,
	"guest_id" text,
	"firmware" "firmware",
	"hardware_version" integer,
	"tpm_status" "tpm_status" DEFAULT 'UNKNOWN' NOT NULL,
	"tpm_ek_sha256" text,
	"tpm_provisioned_at" timestamp with time zone,
	"key_provider_name" text COLLATE "C",
	"power_state" "power_state",
	"snapshot_count" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unmanaged_vms_name_in_parent" UNIQUE NULLS NOT DISTINCT("vcenter_id","unmanaged_vapp_id","name"),
	CONSTRAINT "unmanaged_vms_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "unmanaged_vms_name_is_sane" CHECK (length("unmanaged_vms"."name") between 1 and 255),
	CONSTRAINT "unmanaged_vms_hardware_version_is_sane" CHECK ("unmanaged_vms"."hardware_version" between 3 and 99),
	CONSTRAINT "unmanaged_vms_tpm_identity_is_sha256" CHECK ("unmanaged_vms"."tpm_ek_sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "unmanaged_vms_tpm_identity_has_time" CHECK (("unmanaged_vms"."tpm_ek_sha256" is null) = ("unmanaged_vms"."tpm_provisioned_at" is null)),
	CONSTRAINT "unmanaged_vms_tpm_has_identity" CHECK (("unmanaged_vms"."tpm_status" = 'PRESENT') = ("unmanaged_vms"."tpm_ek_sha256" is not null)),
	CONSTRAINT "unmanaged_vms_snapshot_count_is_sane" CHECK ("unmanaged_vms"."snapshot_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "vapps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vdc_id" uuid NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vapps_name_in_vdc" UNIQUE("vdc_id","name"),
	CONSTRAINT "vapps_of_vdc" UNIQUE("id","vdc_id"),
	CONSTRAINT "vapps_name_is_sane" CHECK (length("vapps"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "vm_datastores" (
	"vm_id" uuid NOT NULL,
	"datastore_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	CONSTRAINT "vm_datastores_vm_id_datastore_id_pk" PRIMARY KEY("vm_id","datastore_id")
);
--> statement-breakpoint
CREATE TABLE "vms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vdc_id" uuid NOT NULL,
	"vcenter_id" uuid NOT NULL,
	"vapp_id" uuid,
	"name" text COLLATE "C" NOT NULL,
	"mo_ref" text DEFAULT 'vm-' || nextval('vm_mo_ref_number') NOT NULL,
	"instance_uuid" uuid DEFAULT gen_random_uuid() NOT NULL,
	"guest_id" text,
	"firmware" "firmware",
	"hardware_version" integer,
	"tpm_status" "tpm_status" DEFAULT 'UNKNOWN' NOT NULL,
	"tpm_ek_sha256" text,
	"tpm_provisioned_at" timestamp with time zone,
	"key_provider_name" text COLLATE "C",
	"power_state" "power_state",
	"snapshot_count" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vms_name_in_parent" UNIQUE NULLS NOT DISTINCT("vdc_id","vapp_id","name"),
	CONSTRAINT "vms_mo_ref_in_vcenter" UNIQUE("vcenter_id","mo_ref"),
	CONSTRAINT "vms_of_vcenter" UNIQUE("id","vcenter_id"),
	CONSTRAINT "vms_name_is_sane" CHECK (length("vms"."name") between 1 and 255),
	CONSTRAINT "vms_hardware_version_is_sane" CHECK ("vms"."hardware_version" between 3 and 99),
	CONSTRAINT "vms_tpm_identity_is_sha256" CHECK ("vms"."tpm_ek_sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "vms_tpm_identity_has_time" CHECK (("vms"."tpm_ek_sha256" is null) = ("vms"."tpm_provisioned_at" is null)),
	CONSTRAINT "vms_tpm_has_identity" CHECK (("vms"."tpm_status" = 'PRESENT') = ("vms"."tpm_ek_sha256" is not null)),
	CONSTRAINT "vms_snapshot_count_is_sane" CHECK ("vms"."snapshot_count" >= 0)
);
--> statement-breakpoint
ALTER TABLE "catalog_subscriptions" ADD CONSTRAINT "catalog_subscriptions_catalog_id_catalogs_id_fk" FOREIGN KEY ("catalog_id") REFERENCES "public"."catalogs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_subscriptions" ADD CONSTRAINT "catalog_subscriptions_publisher_id_catalogs_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."catalogs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogs" ADD CONSTRAINT "catalogs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogs" ADD CONSTRAINT "catalogs_vdc_of_vcenter" FOREIGN KEY ("vdc_id","vcenter_id") REFERENCES "public"."vdcs"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_vm_datastores" ADD CONSTRAINT "template_vm_datastores_vm_of_vcenter" FOREIGN KEY ("template_vm_id","vcenter_id") REFERENCES "public"."template_vms"("id","vcenter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_vm_datastores" ADD CONSTRAINT "template_vm_datastores_datastore_of_vcenter" FOREIGN KEY ("datastore_id","vcenter_id") REFERENCES "public"."datastores"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_vms" ADD CONSTRAINT "template_vms_template_of_vcenter" FOREIGN KEY ("template_id","vcenter_id") REFERENCES "public"."vapp_templates"("id","vcenter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vapp_templates" ADD CONSTRAINT "vapp_templates_source_vapp_id_vapps_id_fk" FOREIGN KEY ("source_vapp_id") REFERENCES "public"."vapps"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vapp_templates" ADD CONSTRAINT "vapp_templates_synced_from_template_id_vapp_templates_id_fk" FOREIGN KEY ("synced_from_template_id") REFERENCES "public"."vapp_templates"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vapp_templates" ADD CONSTRAINT "vapp_templates_catalog_of_vcenter" FOREIGN KEY ("catalog_id","vcenter_id") REFERENCES "public"."catalogs"("id","vcenter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vcenter_faults" ADD CONSTRAINT "vcenter_faults_vcenter_id_vcenters_id_fk" FOREIGN KEY ("vcenter_id") REFERENCES "public"."vcenters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kms_registrations" ADD CONSTRAINT "kms_registrations_vcenter_id_vcenters_id_fk" FOREIGN KEY ("vcenter_id") REFERENCES "public"."vcenters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kms_servers" ADD CONSTRAINT "kms_servers_kms_registration_id_kms_registrations_id_fk" FOREIGN KEY ("kms_registration_id") REFERENCES "public"."kms_registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_datastores" ADD CONSTRAINT "cluster_datastores_cluster_of_vcenter" FOREIGN KEY ("cluster_id","vcenter_id") REFERENCES "public"."clusters"("id","vcenter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster_datastores" ADD CONSTRAINT "cluster_datastores_datastore_of_vcenter" FOREIGN KEY ("datastore_id","vcenter_id") REFERENCES "public"."datastores"("id","vcenter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datastores" ADD CONSTRAINT "datastores_vcenter_id_vcenters_id_fk" FOREIGN KEY ("vcenter_id") REFERENCES "public"."vcenters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "datastores" ADD CONSTRAINT "datastores_storage_volume_id_storage_volumes_id_fk" FOREIGN KEY ("storage_volume_id") REFERENCES "public"."storage_volumes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_events" ADD CONSTRAINT "task_events_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_exports" ADD CONSTRAINT "task_exports_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_vcenter_id_vcenters_id_fk" FOREIGN KEY ("vcenter_id") REFERENCES "public"."vcenters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_default_key_provider_is_registered" FOREIGN KEY ("default_key_provider_id","vcenter_id") REFERENCES "public"."kms_registrations"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vcenters" ADD CONSTRAINT "vcenters_default_key_provider_is_registered" FOREIGN KEY ("default_key_provider_id","id") REFERENCES "public"."kms_registrations"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vdc_tpm_capabilities" ADD CONSTRAINT "vdc_tpm_capabilities_vdc_id_vdcs_id_fk" FOREIGN KEY ("vdc_id") REFERENCES "public"."vdcs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vdc_tpm_capabilities" ADD CONSTRAINT "vdc_tpm_capabilities_key_provider_id_kms_registrations_id_fk" FOREIGN KEY ("key_provider_id") REFERENCES "public"."kms_registrations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vdcs" ADD CONSTRAINT "vdcs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vdcs" ADD CONSTRAINT "vdcs_cluster_of_vcenter" FOREIGN KEY ("cluster_id","vcenter_id") REFERENCES "public"."clusters"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmanaged_vapps" ADD CONSTRAINT "unmanaged_vapps_cluster_of_vcenter" FOREIGN KEY ("cluster_id","vcenter_id") REFERENCES "public"."clusters"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmanaged_vm_datastores" ADD CONSTRAINT "unmanaged_vm_datastores_vm_of_vcenter" FOREIGN KEY ("unmanaged_vm_id","vcenter_id") REFERENCES "public"."unmanaged_vms"("id","vcenter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmanaged_vm_datastores" ADD CONSTRAINT "unmanaged_vm_datastores_datastore_of_vcenter" FOREIGN KEY ("datastore_id","vcenter_id") REFERENCES "public"."datastores"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmanaged_vms" ADD CONSTRAINT "unmanaged_vms_cluster_of_vcenter" FOREIGN KEY ("cluster_id","vcenter_id") REFERENCES "public"."clusters"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmanaged_vms" ADD CONSTRAINT "unmanaged_vms_vapp_of_cluster" FOREIGN KEY ("unmanaged_vapp_id","cluster_id") REFERENCES "public"."unmanaged_vapps"("id","cluster_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vapps" ADD CONSTRAINT "vapps_vdc_id_vdcs_id_fk" FOREIGN KEY ("vdc_id") REFERENCES "public"."vdcs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_datastores" ADD CONSTRAINT "vm_datastores_vm_of_vcenter" FOREIGN KEY ("vm_id","vcenter_id") REFERENCES "public"."vms"("id","vcenter_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_datastores" ADD CONSTRAINT "vm_datastores_datastore_of_vcenter" FOREIGN KEY ("datastore_id","vcenter_id") REFERENCES "public"."datastores"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_vdc_of_vcenter" FOREIGN KEY ("vdc_id","vcenter_id") REFERENCES "public"."vdcs"("id","vcenter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_vapp_of_vdc" FOREIGN KEY ("vapp_id","vdc_id") REFERENCES "public"."vapps"("id","vdc_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_object" ON "audit_log" USING btree ("object_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_actor" ON "audit_log" USING btree ("actor","at","id");--> statement-breakpoint
CREATE INDEX "catalog_subscriptions_by_publisher" ON "catalog_subscriptions" USING btree ("publisher_id");--> statement-breakpoint
CREATE INDEX "catalogs_by_name" ON "catalogs" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "catalogs_by_vdc" ON "catalogs" USING btree ("vdc_id","name","id");--> statement-breakpoint
CREATE INDEX "template_vm_datastores_by_datastore" ON "template_vm_datastores" USING btree ("datastore_id");--> statement-breakpoint
CREATE INDEX "vapp_templates_by_name" ON "vapp_templates" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "vapp_templates_by_source_vapp" ON "vapp_templates" USING btree ("source_vapp_id");--> statement-breakpoint
CREATE INDEX "kms_registrations_by_name" ON "kms_registrations" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "cluster_datastores_by_datastore" ON "cluster_datastores" USING btree ("datastore_id");--> statement-breakpoint
CREATE INDEX "datastores_by_volume" ON "datastores" USING btree ("storage_volume_id");--> statement-breakpoint
CREATE INDEX "datastores_by_name" ON "datastores" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "task_events_by_task" ON "task_events" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "tasks_by_creation" ON "tasks" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "tasks_unfinished" ON "tasks" USING btree ("status") WHERE "tasks"."status" in ('QUEUED', 'RUNNING');--> statement-breakpoint
CREATE INDEX "tasks_by_owner" ON "tasks" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "tasks_by_finish" ON "tasks" USING btree ("finished_at") WHERE "tasks"."finished_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_idempotency_key_of_requester" ON "tasks" USING btree ("requested_by","idempotency_key") WHERE "tasks"."idempotency_key" is not null;--> statement-breakpoint
CREATE INDEX "clusters_by_name" ON "clusters" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "clusters_by_default_key_provider" ON "clusters" USING btree ("default_key_provider_id");--> statement-breakpoint
CREATE INDEX "vdc_tpm_capabilities_by_key_provider" ON "vdc_tpm_capabilities" USING btree ("key_provider_id");--> statement-breakpoint
CREATE INDEX "vdcs_by_name" ON "vdcs" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "vdcs_by_vcenter" ON "vdcs" USING btree ("vcenter_id","name","id");--> statement-breakpoint
CREATE INDEX "vdcs_by_cluster" ON "vdcs" USING btree ("cluster_id");--> statement-breakpoint
CREATE INDEX "unmanaged_vapps_by_name" ON "unmanaged_vapps" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "unmanaged_vm_datastores_by_datastore" ON "unmanaged_vm_datastores" USING btree ("datastore_id");--> statement-breakpoint
CREATE INDEX "unmanaged_vms_by_name" ON "unmanaged_vms" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "unmanaged_vms_by_vapp" ON "unmanaged_vms" USING btree ("unmanaged_vapp_id","name","id");--> statement-breakpoint
CREATE INDEX "vapps_by_name" ON "vapps" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "vm_datastores_by_datastore" ON "vm_datastores" USING btree ("datastore_id");--> statement-breakpoint
CREATE INDEX "vms_by_name" ON "vms" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "vms_by_vdc" ON "vms" USING btree ("vdc_id","name","id");--> statement-breakpoint
CREATE INDEX "vms_by_vcenter" ON "vms" USING btree ("vcenter_id","name","id");--> statement-breakpoint
CREATE INDEX "vms_by_vapp" ON "vms" USING btree ("vapp_id","name","id");--> statement-breakpoint
CREATE INDEX "vms_by_tpm_identity" ON "vms" USING btree ("tpm_ek_sha256") WHERE "vms"."tpm_ek_sha256" is not null;--> statement-breakpoint
CREATE INDEX "vms_by_key_provider" ON "vms" USING btree ("key_provider_name","vcenter_id","name","id") WHERE "vms"."key_provider_name" is not null;