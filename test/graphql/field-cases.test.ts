import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { type Answer, type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { idOf, VERDICT } from "../support/workflows.ts";

/** What people in the field met, on a small estate of its own: each case with who says what is right. */
const cases: FieldCase[] = readJson("cases.json");

interface FieldCase {
  readonly id: string;
  readonly kind: string;
  readonly operation: "preflight" | "updateVCenter";
  /** `{"$id": ["vms", "w"]}` stands for the id of that object. */
  readonly input: object;
  readonly expected: Expected;
  readonly authority: string;
}

interface Expected {
  readonly decision?: string;
  readonly blockedBy?: readonly string[];
  /** Not ALLOWED without a warning; or not BLOCKED with registering a KMS for the only way out. */
  readonly decisionNot?: "ALLOWED-SILENT" | "BLOCKED-WITHOUT-WAY";
  /** Some finding says so, or a remedy of it. */
  readonly says?: string;
  /** Both names are in the explanation of a block, and look different there. */
  readonly explanationShowsDifference?: readonly [string, string];
  /** What the message of the error says. */
  readonly error?: string;
  readonly accepted?: boolean;
}

const OPERATIONS = {
  preflight: `query ($input: WorkflowRequest!) { preflight(request: $input) { ${VERDICT} } }`,
  updateVCenter:
    "mutation ($input: UpdateVCenterInput!) { updateVCenter(input: $input) { vcenter { version } userErrors { message } } }",
};

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ estate: readJson("estate.json"), worker: false });
});

test.each(cases)("$id ($kind): $authority", async ({ operation, input, expected }) => {
  const answer = await gateway.send(OPERATIONS[operation], { input: await withIds(input) });
  if (expected.error !== undefined) expect(answer.errors?.[0]?.message).toContain(expected.error);
  else if (operation === "updateVCenter") expectAccepted(answer);
  else {
    expect(answer.errors).toBeUndefined();
    expectVerdict(answer.data.preflight, expected);
  }
});

function expectAccepted({ data, errors }: Answer) {
  expect(errors).toBeUndefined();
  expect(data.updateVCenter.userErrors).toEqual([]);
}

function expectVerdict({ decision, blockedBy, findings }: Json, expected: Expected) {
  if (expected.decision !== undefined) expect(decision).toBe(expected.decision);
  if (expected.blockedBy !== undefined) expect(blockedBy).toEqual(expected.blockedBy);
  if (expected.decisionNot === "ALLOWED-SILENT") {
    expect({ decision, findings: findings.length }).not.toEqual({ decision: "ALLOWED", findings: 0 });
  }
  if (expected.decisionNot === "BLOCKED-WITHOUT-WAY" && decision === "BLOCKED") {
    const actions = findings.flatMap(({ remedies }: Json) => remedies.map(({ action }: Json) => action));
    expect(actions.filter((action: string) => action !== "REGISTER_KMS")).not.toEqual([]);
  }
  if (expected.says !== undefined) expect(JSON.stringify(findings)).toContain(expected.says);
  if (expected.explanationShowsDifference) {
    const explanations: string[] = findings
      .filter(({ outcome }: Json) => outcome === "BLOCK")
      .map(({ explanation }: Json) => explanation);
    const [one, other] = expected.explanationShowsDifference.map(visibly);
    expect(explanations).toContainEqual(expect.stringContaining(`"${one}"`));
    expect(explanations).toContainEqual(expect.stringContaining(`"${other}"`));
  }
}

/** What a reader would not see is escaped. */
function visibly(name: string): string {
  return name.replace(/\u200b/g, "\\u200b");
}

const NOUNS: Readonly<Record<string, string>> = {
  vms: "vm",
  vapps: "vapp",
  vdcs: "vdc",
  vcenters: "vcenter",
  catalogs: "catalog",
  templates: "vappTemplate",
};

async function withIds(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(withIds));
  if (value === null || typeof value !== "object") return value;
  if ("$id" in value) {
    const [kind, name] = value.$id as [string, string];
    return idOf(gateway, NOUNS[kind] ?? kind, name.split("/").at(-1) ?? name);
  }
  const entries = Object.entries(value).map(async ([key, part]) => [key, await withIds(part)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function readJson(name: string) {
  return JSON.parse(readFileSync(new URL(`../fixtures/field-cases/${name}`, import.meta.url), "utf8"));
}
