CREATE TABLE "vcenter_trusts" (
	"vcenter_id" uuid NOT NULL,
	"other_vcenter_id" uuid NOT NULL,
	"trusted" boolean NOT NULL,
	CONSTRAINT "vcenter_trusts_vcenter_id_other_vcenter_id_pk" PRIMARY KEY("vcenter_id","other_vcenter_id"),
	CONSTRAINT "vcenter_trusts_name_a_pair_once" CHECK ("vcenter_trusts"."vcenter_id" < "vcenter_trusts"."other_vcenter_id")
);
--> statement-breakpoint
ALTER TABLE "template_vms" ADD COLUMN "encrypted_by_policy" boolean;--> statement-breakpoint
ALTER TABLE "kms_registrations" ADD COLUMN "backed_up" boolean;--> statement-breakpoint
ALTER TABLE "vdcs" ADD COLUMN "fast_provisioning" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "unmanaged_vms" ADD COLUMN "encrypted_by_policy" boolean;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "linked_clone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "encrypted_by_policy" boolean;--> statement-breakpoint
ALTER TABLE "vcenter_trusts" ADD CONSTRAINT "vcenter_trusts_vcenter_id_vcenters_id_fk" FOREIGN KEY ("vcenter_id") REFERENCES "public"."vcenters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vcenter_trusts" ADD CONSTRAINT "vcenter_trusts_other_vcenter_id_vcenters_id_fk" FOREIGN KEY ("other_vcenter_id") REFERENCES "public"."vcenters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vcenter_trusts_by_other" ON "vcenter_trusts" USING btree ("other_vcenter_id");--> statement-breakpoint
ALTER TABLE "template_vms" ADD CONSTRAINT "template_vms_key_provider_encrypts_something" CHECK ("template_vms"."key_provider_name" is null or "template_vms"."tpm_status" <> 'NOT_PRESENT' or "template_vms"."encrypted_by_policy" is distinct from false);--> statement-breakpoint
ALTER TABLE "kms_registrations" ADD CONSTRAINT "kms_registrations_backup_of_native" CHECK ("kms_registrations"."backed_up" is null or "kms_registrations"."type" = 'NATIVE');--> statement-breakpoint
ALTER TABLE "unmanaged_vms" ADD CONSTRAINT "unmanaged_vms_key_provider_encrypts_something" CHECK ("unmanaged_vms"."key_provider_name" is null or "unmanaged_vms"."tpm_status" <> 'NOT_PRESENT' or "unmanaged_vms"."encrypted_by_policy" is distinct from false);--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_key_provider_encrypts_something" CHECK ("vms"."key_provider_name" is null or "vms"."tpm_status" <> 'NOT_PRESENT' or "vms"."encrypted_by_policy" is distinct from false);