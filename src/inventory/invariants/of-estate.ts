import { sql } from "drizzle-orm";
import type { DatabaseInvariant } from "./database-invariant.ts";

/** A VDC's TPM capability is detected when the VDC is made, and over and over from then on. */
const vdcHasCapability: DatabaseInvariant = {
  id: "vdc-has-capability",
  broken: "VDCs without a record of their TPM capability",
  violations: sql`
    select o.name || '/' || v.name as name
    from vdcs v join organizations o on o.id = v.organization_id
    where not exists (select from vdc_tpm_capabilities c where c.vdc_id = v.id)`,
};

/** The key provider in force in a VDC is one that its own vCenter knows: another one's could encrypt nothing there. */
const capabilityNamesOwnKeyProvider: DatabaseInvariant = {
  id: "capability-names-own-key-provider",
  broken: "VDCs whose TPM capability names a key provider of another vCenter",
  violations: sql`
    select o.name || '/' || v.name as name
    from vdc_tpm_capabilities c
    join vdcs v on v.id = c.vdc_id
    join organizations o on o.id = v.organization_id
    join kms_registrations k on k.id = c.key_provider_id
    where k.vcenter_id <> v.vcenter_id`,
};

/** A vApp that a vCenter has and no VDC is nothing but its VMs: it goes with the last of them. */
const unmanagedVappHasVms: DatabaseInvariant = {
  id: "unmanaged-vapp-has-vms",
  broken: "Unmanaged vApps without a VM",
  violations: sql`
    select c.name || '/' || a.name as name
    from unmanaged_vapps a join vcenters c on c.id = a.vcenter_id
    where not exists (select from unmanaged_vms m where m.unmanaged_vapp_id = a.id)`,
};

/** Wherever it is moved, a VM is known again by its instance UUID; a copy is another VM, with another one. */
const instanceUuidIsUnique: DatabaseInvariant = {
  id: "instance-uuid-is-unique",
  broken: "Instance UUIDs that several VMs have",
  violations: sql`select instance_uuid::text as name from vms group by instance_uuid having count(*) > 1`,
};

/** As `findProvisioningMisfit` says it of one template. */
const templateProvisioningFitsTpms: DatabaseInvariant = {
  id: "template-provisioning-fits-tpms",
  broken: "vApp templates with a TPM and no provisioning, or with a provisioning and no TPM",
  violations: sql`
    select c.name || '/' || t.name as name
    from vapp_templates t join catalogs c on c.id = t.catalog_id
    where (t.tpm_provisioning is not null)
      <> exists (select from template_vms m where m.template_id = t.id and m.tpm_status = 'PRESENT')`,
};

/** With COPY a template stores the very TPM that its instances get; with REPLACE it merely says that there is one. */
const templateIdentityFitsProvisioning: DatabaseInvariant = {
  id: "template-identity-fits-provisioning",
  broken: "Template VMs with a TPM identity that is not stored, or without one that is",
  violations: sql`
    select c.name || '/' || t.name || '/' || m.name as name
    from template_vms m
    join vapp_templates t on t.id = m.template_id
    join catalogs c on c.id = t.catalog_id
    where m.tpm_status = 'PRESENT'
      and (t.tpm_provisioning is not distinct from 'COPY') <> (m.tpm_ek_sha256 is not null)`,
};

/** TPM state does not leave its vCenter by synchronisation: not even where it is merely not known that there is none. */
const subscribedCatalogStoresNoTpm: DatabaseInvariant = {
  id: "subscribed-catalog-stores-no-tpm",
  broken: "vApp templates of subscribed catalogs that store, or may store, TPM state",
  violations: sql`
    select c.name || '/' || t.name as name
    from vapp_templates t
    join catalogs c on c.id = t.catalog_id
    join catalog_subscriptions s on s.catalog_id = t.catalog_id
    where t.tpm_provisioning is distinct from 'REPLACE'
      and exists (select from template_vms m where m.template_id = t.id and m.tpm_status <> 'NOT_PRESENT')`,
};

/** A template that was received from a publisher is one for as long as it is in the subscribed catalog, and no longer. */
const receivedTemplateIsSubscribed: DatabaseInvariant = {
  id: "received-template-is-subscribed",
  broken: "vApp templates that were received by a catalog that is not subscribed",
  violations: sql`
    select c.name || '/' || t.name as name
    from vapp_templates t join catalogs c on c.id = t.catalog_id
    where t.synced_from_template_id is not null
      and not exists (select from catalog_subscriptions s where s.catalog_id = t.catalog_id)`,
};

/** What the tables guarantee they guarantee only as long as nobody has switched it off. */
const tablesAreGuarded: DatabaseInvariant = {
  id: "tables-are-guarded",
  broken: "Constraints that are not validated, triggers that are off and indexes that are not valid",
  violations: sql`
    select format('constraint %s of %s', conname, conrelid::regclass) as name
    from pg_constraint where connamespace = 'public'::regnamespace and not convalidated
    union all
    select format('trigger %s of %s', t.tgname, t.tgrelid::regclass)
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and t.tgenabled not in ('O', 'A')
    union all
    select format('index %s', i.indexrelid::regclass)
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not i.indisvalid`,
};

export const ESTATE_INVARIANTS: readonly DatabaseInvariant[] = [
  tablesAreGuarded,
  vdcHasCapability,
  capabilityNamesOwnKeyProvider,
  unmanagedVappHasVms,
  instanceUuidIsUnique,
  templateProvisioningFitsTpms,
  templateIdentityFitsProvisioning,
  subscribedCatalogStoresNoTpm,
  receivedTemplateIsSubscribed,
];
