ALTER TYPE "public"."workflow" ADD VALUE 'REKEY_VM';--> statement-breakpoint
CREATE INDEX "template_vms_by_tpm_identity" ON "template_vms" USING btree ("tpm_ek_sha256") WHERE "template_vms"."tpm_ek_sha256" is not null;--> statement-breakpoint
CREATE INDEX "template_vms_by_key_provider" ON "template_vms" USING btree ("key_provider_name","vcenter_id","name","id") WHERE "template_vms"."key_provider_name" is not null;--> statement-breakpoint
CREATE INDEX "unmanaged_vms_by_tpm_identity" ON "unmanaged_vms" USING btree ("tpm_ek_sha256") WHERE "unmanaged_vms"."tpm_ek_sha256" is not null;--> statement-breakpoint
CREATE INDEX "unmanaged_vms_by_key_provider" ON "unmanaged_vms" USING btree ("key_provider_name","vcenter_id","name","id") WHERE "unmanaged_vms"."key_provider_name" is not null;