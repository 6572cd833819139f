import { sql } from "drizzle-orm";
import { check, doublePrecision, integer, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, nameText, primaryId } from "./columns.ts";
import { workflow } from "./tasks.ts";
import { vcenters } from "./vcenters.ts";

export const VCENTER_FAULT_KINDS = [
  "FAIL_AT_PROGRESS",
  "SLOW",
  "DISCONNECT_AT_PROGRESS",
  "DISCONNECT_KMS_AT_PROGRESS",
] as const;
export type VCenterFaultKind = (typeof VCENTER_FAULT_KINDS)[number];
export const vcenterFaultKind = pgEnum("vcenter_fault_kind", VCENTER_FAULT_KINDS);

/**
 * What goes wrong on a simulated vCenter while it carries out an operation that it is the source or the
 * destination of. A fault never changes but for its remaining count, and is gone when that is used up.
 */
export const vcenterFaults = pgTable(
  "vcenter_faults",
  {
    id: primaryId(),
    vcenterId: uuid()
      .notNull()
      .references(() => vcenters.id, { onDelete: "cascade" }),
    kind: vcenterFaultKind().notNull(),
    /** How far an operation gets before it is hit. */
    percent: integer(),
    /** How much longer an operation takes. */
    seconds: doublePrecision(),
    message: text(),
    /** A name, because the registration may be gone by the time the fault would hit. */
    keyProviderName: nameText(),
    /** The one workflow that is hit; null is all of them. */
    workflow: workflow(),
    /** How many operations it is yet to hit; null is all of them. */
    remaining: integer(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("vcenter_faults_once")
      .on(table.vcenterId, table.kind, table.workflow, table.keyProviderName)
      .nullsNotDistinct(),
    check("vcenter_faults_percent_is_before_the_end", sql`${table.percent} between 0 and 99`),
    check("vcenter_faults_percent_unless_slow", sql`(${table.kind} = 'SLOW') = (${table.percent} is null)`),
    check("vcenter_faults_seconds_are_sane", sql`${table.seconds} > 0 and ${table.seconds} <= 3600`),
    check("vcenter_faults_seconds_when_slow", sql`(${table.kind} = 'SLOW') = (${table.seconds} is not null)`),
    check("vcenter_faults_message_of_a_failure", sql`${table.message} is null or ${table.kind} = 'FAIL_AT_PROGRESS'`),
    check("vcenter_faults_message_is_sane", sql`length(${table.message}) between 1 and 1000`),
    check(
      "vcenter_faults_key_provider_when_it_disconnects",
      sql`(${table.kind} = 'DISCONNECT_KMS_AT_PROGRESS') = (${table.keyProviderName} is not null)`,
    ),
    check("vcenter_faults_remaining_is_positive", sql`${table.remaining} > 0`),
    check("vcenter_faults_slow_until_cleared", sql`${table.kind} <> 'SLOW' or ${table.remaining} is null`),
  ],
);
