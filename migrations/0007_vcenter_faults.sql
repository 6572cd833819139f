CREATE TYPE "public"."vcenter_fault_kind" AS ENUM('FAIL_AT_PROGRESS', 'SLOW', 'DISCONNECT_AT_PROGRESS', 'DISCONNECT_KMS_AT_PROGRESS');--> statement-breakpoint
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
ALTER TABLE "vcenter_faults" ADD CONSTRAINT "vcenter_faults_vcenter_id_vcenters_id_fk" FOREIGN KEY ("vcenter_id") REFERENCES "public"."vcenters"("id") ON DELETE cascade ON UPDATE no action;