import { graphql } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { auditLog, tasks } from "../../schema/tables/index.ts";
import { createContext } from "../../src/graphql/context.ts";
import { toGlobalId } from "../../src/graphql/global-id.ts";
import { buildGatewaySchema } from "../../src/graphql/schema.ts";
import type { Scope } from "../../src/inventory/access/scope.ts";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { readVerdictFixture, withRetired } from "../support/stored-verdicts.ts";

const VERDICT = `verdict {
  rulesVersion complete decision message blockedBy
  tpm { offered chosen }
  subjects { name findings(outcomes: [BLOCK]) { rule subject } }
  findings {
    rule title outcome subject message explanation
    remedies { action description keyProviderName vcenter { name } }
  }
}`;

const FIXTURES = {
  "version 0": readVerdictFixture(0),
  "version 0 with retired ids": withRetired(readVerdictFixture(0), "key-provider-on-target", "REGISTER_KMS"),
  "version 1": readVerdictFixture(1),
  "version 1 with retired ids": withRetired(
    readVerdictFixture(1),
    "key-provider-on-target",
    "key-provider-is-not-registered",
    "REGISTER_KMS",
  ),
};
type Fixture = keyof typeof FIXTURES;

const OWNER = "0198c0de-0000-7000-8000-000000000001";

let gateway: TestGateway;
const taskIds = new Map<string, string>();

beforeAll(async () => {
  gateway = await startTestGateway({ worker: false });
  for (const [name, verdict] of Object.entries(FIXTURES)) {
    const [task] = await gateway.db
      .insert(tasks)
      .values({
        operation: "COPY_VAPP",
        status: "ERROR",
        startedAt: new Date(),
        finishedAt: new Date(),
        error: { code: "VERDICT_BLOCKED", message: "It was refused." },
        ownerType: "Vapp",
        ownerId: OWNER,
        input: {},
        verdict,
        requestedBy: "eve",
      })
      .returning();
    taskIds.set(name, toGlobalId("Task", task?.id ?? ""));
    await gateway.db.insert(auditLog).values({
      actor: "eve",
      mutation: name,
      objectType: "Vapp",
      objectId: OWNER,
      inputSha256: "0".repeat(64),
      outcome: "REFUSED",
      reasons: [{ code: "VERDICT_BLOCKED", message: "It is blocked.", field: null }],
      verdict,
    });
  }
});

const AUDIT = `query ($name: String!) { auditLog(filter: {mutation: {eq: $name}}) { nodes { ${VERDICT} } } }`;

async function ofAuditLog(name: Fixture): Promise<Json> {
  return (await gateway.ask(AUDIT, { name })).auditLog.nodes[0].verdict;
}

async function toMember(name: Fixture): Promise<Json> {
  const member: Scope = { kind: "organization-member", actor: "eve", organizationId: crypto.randomUUID() };
  const { data, errors } = await graphql({
    schema: await buildGatewaySchema(),
    source: AUDIT,
    variableValues: { name },
    contextValue: createContext(gateway.db, gateway.taskFeed, member),
  });
  expect(errors).toBeUndefined();
  return (data as Json).auditLog.nodes[0].verdict;
}

describe.each(Object.keys(FIXTURES) as Fixture[])("a verdict of %s", (name) => {
  test("is shown by the audit log and by its task alike, whole", async () => {
    const verdict = await ofAuditLog(name);
    const { task } = await gateway.ask(`query ($id: ID!) { task(id: $id) { ${VERDICT} } }`, { id: taskIds.get(name) });
    expect(task.verdict).toEqual(verdict);
    const isFirst = name.startsWith("version 0");
    expect(verdict).toMatchObject({
      rulesVersion: isFirst ? 0 : 1,
      complete: isFirst,
      decision: "BLOCKED",
      tpm: { offered: ["COPY"], chosen: "REPLACE" },
      subjects: [{ name: "ericTpmVm" }, { name: "web", findings: [] }],
    });
    for (const { title, message, explanation, remedies } of verdict.findings) {
      for (const sentence of [title, message, explanation, ...remedies.map((one: Json) => one.description)]) {
        expect(sentence).not.toBe("");
      }
    }
  });

  test("names none of the provider's objects to a member of an organization", async () => {
    const verdict = await toMember(name);
    expect(verdict.findings.length).toBeGreaterThan(5);
    expect(JSON.stringify(verdict)).not.toMatch(/vc-[ab]|cl-[ab]|kp-\d|san-\d/);
  });
});

test("what a version still knows is shown in today's words, and by its rule", async () => {
  const { findings, blockedBy, subjects } = await ofAuditLog("version 1");
  expect(blockedBy).toEqual(["TPM_OPTION_OFFERED", "KEY_PROVIDER_ON_TARGET", "SHARED_STORAGE_OR_FAST_CROSS_VCENTER"]);
  expect(subjects[0].findings).toEqual([
    { rule: "KEY_PROVIDER_ON_TARGET", subject: "ericTpmVm" },
    { rule: "SHARED_STORAGE_OR_FAST_CROSS_VCENTER", subject: "ericTpmVm" },
  ]);
  expect(findings.find((one: Json) => one.rule === "KEY_PROVIDER_ON_TARGET")).toEqual({
    rule: "KEY_PROVIDER_ON_TARGET",
    title: "The key provider is registered on the target vCenter",
    outcome: "BLOCK",
    subject: "ericTpmVm",
    message: "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.",
    explanation:
      'VM "ericTpmVm" is encrypted by key provider "kp-1", which is not registered on vCenter "vc-b" (registered there: "kp-2").',
    remedies: [
      {
        action: "REGISTER_KMS",
        description: 'Register key provider "kp-1" on vCenter "vc-b" under exactly this name.',
        keyProviderName: "kp-1",
        vcenter: null,
      },
    ],
  });
});

test.each(["version 0 with retired ids", "version 1 with retired ids"] as const)(
  "%s: a retired rule is named by the finding's title",
  async (name) => {
    const { findings, blockedBy } = await ofAuditLog(name);
    expect(blockedBy).toEqual(["TPM_OPTION_OFFERED", "RETIRED_RULE", "SHARED_STORAGE_OR_FAST_CROSS_VCENTER"]);
    expect(findings.find((one: Json) => one.rule === "RETIRED_RULE" && one.outcome === "BLOCK")).toMatchObject({
      title: "A rule of an older version: old-key-provider-on-target",
      subject: "ericTpmVm",
      remedies: [{ action: "RETIRED_REMEDY", keyProviderName: "kp-1" }],
    });
  },
);
