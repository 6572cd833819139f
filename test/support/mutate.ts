import { expect } from "vitest";
import { checksumDatabase } from "./checksum.ts";
import type { Json, TestGateway } from "./gateway.ts";

/** Calls a mutation that is no workflow: what it answers, and the errors of a request that is at fault. */
export async function mutate(gateway: TestGateway, mutation: string, fields: string, input: object): Promise<Json> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await gateway.send(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} userErrors { __typename code message field } } }`,
    { input },
  );
  return { payload: data?.[mutation], errors };
}

/** Calls a mutation that must be done, and gives what it answers. */
export async function change(gateway: TestGateway, mutation: string, fields: string, input: object): Promise<Json> {
  const { payload, errors } = await mutate(gateway, mutation, fields, input);
  expect(errors).toBeUndefined();
  expect(payload.userErrors).toEqual([]);
  return payload;
}

/** Which tables may differ after a refusal, and still nothing was done. */
const TRACES = ["audit_log", "vdc_tpm_capabilities"];

/** Calls a mutation that must be refused, with one user error or as a request at fault, and must change nothing. */
export async function refuse(
  gateway: TestGateway,
  mutation: string,
  input: object,
): Promise<{ code: string; message: string; field?: string[] | null }> {
  const before = await checksumDatabase(gateway.databaseUrl);
  const audited = await listAudit(gateway);
  const { payload, errors } = await mutate(gateway, mutation, "__typename", input);
  const after = await checksumDatabase(gateway.databaseUrl);
  for (const trace of TRACES) before[trace] = after[trace] ?? null;
  expect(after).toEqual(before);
  const [entry, ...more] = (await listAudit(gateway)).slice(audited.length);
  expect([entry, more]).toMatchObject([{ mutation, outcome: "REFUSED" }, []]);
  if (errors) {
    const refusal = { code: errors[0].extensions.code, message: errors[0].message };
    expect(await lastReasons(gateway)).toEqual([expect.objectContaining(refusal)]);
    return refusal;
  }
  expect(payload.userErrors).toHaveLength(1);
  const [{ __typename, ...refusal }] = payload.userErrors;
  expect(__typename).toBe("AdministrationUserError");
  expect(await lastReasons(gateway)).toEqual([refusal]);
  return refusal;
}

export async function listAudit(gateway: TestGateway): Promise<Json[]> {
  const { rows } = await gateway.db.execute(
    "select mutation, outcome, actor, object_type from audit_log order by at, id",
  );
  return rows;
}

/** Why the newest entry of the audit log says that it was refused. */
async function lastReasons(gateway: TestGateway): Promise<Json> {
  const { rows } = await gateway.db.execute("select reasons from audit_log order by at desc, id desc limit 1");
  return rows[0]?.reasons;
}
