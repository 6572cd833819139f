import { sql } from "drizzle-orm";
import type { DatabaseInvariant } from "./database-invariant.ts";

/**
 * A new TPM was made by the task that attached it: an older one is another VM's, and would unseal what that
 * one sealed. A vApp has the time of its making in common with the VMs that were made with it.
 */
const newTpmIsNew: DatabaseInvariant = {
  id: "new-tpm-is-new",
  broken: "VMs that were to get a new TPM and have an older one",
  violations: sql`
    select format('VM %s of task %s', m.name, t.id) as name
    from tasks t join vms m on t.result_type = 'Vm' and m.id = t.result_id
    where t.status = 'SUCCESS'
      and t.verdict #>> '{subjects,0,outcome}' = 'ATTACH_NEW'
      and m.tpm_provisioned_at < t.started_at
    union all
    select format('VM %s of task %s', m.name, t.id) as name
    from tasks t
    join vapps a on t.result_type = 'Vapp' and a.id = t.result_id
    join vms m on m.vapp_id = a.id and m.created_at = a.created_at
    join lateral jsonb_array_elements(t.verdict -> 'subjects') s on s ->> 'name' = m.name
    where t.status = 'SUCCESS'
      and s ->> 'outcome' = 'ATTACH_NEW'
      and m.tpm_provisioned_at < t.started_at`,
};

/**
 * The identity of a TPM that a task has made is nobody's who had a TPM before. Copies made of it later have
 * it too, with the time of its making; and two imports may bring one identity at two times.
 */
const newTpmHasItsOwnIdentity: DatabaseInvariant = {
  id: "new-tpm-has-its-own-identity",
  broken: "VMs whose TPM was made by a task with the identity of an older one",
  violations: sql`
    with machines as (
      select tpm_ek_sha256, tpm_provisioned_at from vms where tpm_ek_sha256 is not null
      union all
      select tpm_ek_sha256, tpm_provisioned_at from template_vms where tpm_ek_sha256 is not null
      union all
      select tpm_ek_sha256, tpm_provisioned_at from unmanaged_vms where tpm_ek_sha256 is not null
    ), made_twice as (
      select tpm_ek_sha256, min(tpm_provisioned_at) as first_made_at
      from machines group by tpm_ek_sha256 having min(tpm_provisioned_at) < max(tpm_provisioned_at)
    ), results as (
      select t.id, t.started_at, t.finished_at, m.id as vm_id
      from tasks t join vms m on t.result_type = 'Vm' and m.id = t.result_id
      where t.status = 'SUCCESS'
      union all
      select t.id, t.started_at, t.finished_at, m.id as vm_id
      from tasks t join vms m on t.result_type = 'Vapp' and m.vapp_id = t.result_id
      where t.status = 'SUCCESS'
    )
    select format('VM %s of task %s', m.name, r.id) as name
    from made_twice d
    join vms m on m.tpm_ek_sha256 = d.tpm_ek_sha256 and m.tpm_provisioned_at > d.first_made_at
    join results r on r.vm_id = m.id and m.tpm_provisioned_at between r.started_at and r.finished_at`,
};

/** An import that moves takes the machine over, with its TPM: left on the vCenter's list, there would be two of it. */
const importedMachineLeftTheVCenter: DatabaseInvariant = {
  id: "imported-machine-left-the-vcenter",
  broken: "Imports with MOVE whose machine is still on the vCenter's list",
  violations: sql`
    select format('task %s', t.id) as name
    from tasks t
    where t.status = 'SUCCESS' and t.operation in ('IMPORT_VM', 'IMPORT_VAPP') and t.input ->> 'mode' = 'MOVE'
      and (exists (select from unmanaged_vms m where m.id = t.owner_id)
        or exists (select from unmanaged_vapps a where a.id = t.owner_id))`,
};

/**
 * What a task brought to another vCenter, or rekeyed, has its key provider there. An administrator may have
 * unregistered it by force since then; what came by an import, or was made of such a VM where it is, is as it is.
 */
const broughtVmHasItsKeyProvider: DatabaseInvariant = {
  id: "brought-vm-has-its-key-provider",
  broken: "VMs that a task brought to a vCenter, or rekeyed there, whose key provider is not registered there",
  violations: sql`
    with brought as (
      select t.id as task_id, t.created_at, t.result_type, t.result_id, t.verdict
      from tasks t
      where t.status = 'SUCCESS' and (t.verdict ->> 'rulesVersion')::int >= 2
        and (t.operation = 'REKEY_VM' or (t.verdict ->> 'crossVcenter')::boolean)
    ), results as (
      select b.task_id, b.created_at, m.id as vm_id
      from brought b join vms m on b.result_type = 'Vm' and m.id = b.result_id
      union
      select b.task_id, b.created_at, m.id
      from brought b
      join vapps a on b.result_type = 'Vapp' and a.id = b.result_id
      join vms m on m.vapp_id = a.id
      where m.created_at = a.created_at
        or exists (select from jsonb_array_elements(b.verdict -> 'subjects') s where s ->> 'vmId' = m.id::text)
    )
    select format('VM %s of task %s', m.name, r.task_id) as name
    from results r
    join vms m on m.id = r.vm_id
    join vcenters c on c.id = m.vcenter_id
    where m.key_provider_name is not null and c.kms_inventoried
      and not exists (
        select from kms_registrations k where k.vcenter_id = c.id and k.name = m.key_provider_name
      )
      and not exists (
        select from audit_log u
        where u.mutation = 'unregisterKms' and u.outcome = 'ACCEPTED' and u.object_id = c.id
          and u.at > r.created_at - interval '1 minute'
      )`,
};

export const TPM_INVARIANTS: readonly DatabaseInvariant[] = [
  newTpmIsNew,
  newTpmHasItsOwnIdentity,
  importedMachineLeftTheVCenter,
  broughtVmHasItsKeyProvider,
];
