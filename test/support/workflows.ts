import type { Json, TestGateway } from "./gateway.ts";

export const VERDICT = `
  decision workflow crossVcenter message tpm { offered default chosen } blockedBy warningsToAcknowledge
  subjects { name tpmStatus outcome decision }
  findings(outcomes: [WARN, BLOCK, UNKNOWN]) {
    rule outcome subject message explanation
    remedies { action description vcenter { name } cluster { name } vm { name } keyProviderName storageVolume { name } version tpmProvisioning }
  }`;

/** The id of the one object of a kind that has a name. */
export async function idOf(gateway: TestGateway, noun: string, name: string): Promise<string> {
  const found = await gateway.ask(`query ($name: String!) { ${noun}(by: {name: $name}) { id } }`, { name });
  if (!found[noun]) throw new Error(`there is no ${noun} named ${name}`);
  return found[noun].id;
}

export async function preflight(gateway: TestGateway, request: object): Promise<Json> {
  const { preflight } = await gateway.ask(
    `query ($request: WorkflowRequest!) { preflight(request: $request) { ${VERDICT} } }`,
    { request },
  );
  return preflight;
}

/** Calls a workflow's mutation. */
export async function submit(gateway: TestGateway, mutation: string, input: object): Promise<Json> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await gateway.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      verdict { ${VERDICT} } task { id status } userErrors { __typename code message field } } }`,
    { input },
  );
  return answer[mutation];
}

/** Calls a workflow's mutation, which must be accepted, and waits until its task has ended. */
export async function carryOut(gateway: TestGateway, mutation: string, input: object): Promise<Json> {
  const { task, userErrors } = await submit(gateway, mutation, input);
  if (!task) throw new Error(`${mutation} was refused: ${JSON.stringify(userErrors)}`);
  return waitForTask(gateway, task.id);
}

const FINAL = ["SUCCESS", "ERROR", "CANCELED"];

export async function waitForTask(gateway: TestGateway, id: string): Promise<Json> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((done) => setTimeout(done, 20))) {
    const { task } = await gateway.ask(
      `query ($id: ID!) { task(id: $id) {
        id workflow status progress error { code message id } requestedBy createdAt startedAt finishedAt
        events { status progress message }
        owner { __typename id } result { __typename id ... on Vm { name } }
        verdict { decision blockedBy } } }`,
      { id },
    );
    if (FINAL.includes(task.status)) return task;
  }
  throw new Error(`task ${id} did not end within 20 s`);
}
