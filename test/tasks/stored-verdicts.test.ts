import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import { submitWorkflow } from "../../src/tasks/submit-workflow.ts";
import { openEstateDatabase } from "../support/demo-database.ts";
import { sizedEstate } from "../support/sized-estate.ts";
import { runNow } from "./world.ts";

const MOST_BYTES = 25_000;

test("a copy of 100 VMs that is allowed keeps a verdict of less than 25 KB, in its task and in the audit log", async () => {
  const { db, idOf } = await openEstateDatabase(sizedEstate(100));
  const vappId = await idOf("Vapp", "web");
  const vdcId = await idOf("Vdc", "silver");
  const request = { workflow: "COPY_VAPP", vappId, name: "copy", vdcId, tpmProvisioning: null } as const;
  const { taskId, verdict } = await submitWorkflow(providerAdministrator, db, request, null);
  expect(verdict).toMatchObject({ decision: "ALLOWED", complete: true });
  expect(verdict.findings.length).toBeGreaterThan(1_000);
  expect(await runNow(db, taskId ?? "")).toMatchObject({ status: "SUCCESS" });
  const { rows } = await db.execute<{ bytes: number; subjects: number }>(sql`
    select octet_length(verdict::text) as bytes, jsonb_array_length(verdict -> 'subjects') as subjects from tasks
    union all
    select octet_length(verdict::text), jsonb_array_length(verdict -> 'subjects') from audit_log where verdict is not null`);
  expect(rows.map(({ subjects }) => subjects)).toEqual([100, 100]);
  for (const { bytes } of rows) expect(bytes).toBeLessThan(MOST_BYTES);
});
