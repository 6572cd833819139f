import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../../src/inventory/access/refusal.ts";
import type { Scope } from "../../../src/inventory/access/scope.ts";
import type { Database } from "../../../src/inventory/database/database.ts";
import { cancelTask } from "../../../src/tasks/cancel-task.ts";
import { preflight } from "../../../src/tasks/preflight.ts";
import { submitWorkflow } from "../../../src/tasks/submit-workflow.ts";
import type { WorkflowRequest } from "../../../src/tasks/workflow-bodies.ts";
import type { Workflow } from "../../../src/validation/vocabulary.ts";
import { changeEstateBy, type EstateChange, randomChange } from "./estate-change.ts";
import { Random } from "./random.ts";
import { randomRequest, randomWorkflow } from "./random-workflow.ts";
import { look, narrow, type Sighting } from "./sighting.ts";

/** So many tasks wait at the most: what is queued for long is about a world that is long gone. */
const MOST_UNFINISHED = 40;

const LOOK_MILLISECONDS = 150;

export interface ClientsOptions {
  readonly db: Database;
  readonly seed: number;
  readonly clients: number;
  /** They stop after so many turns of all of them, or after that time. */
  readonly turns: number;
  readonly milliseconds: number;
}

/** What clients have got for answers. */
export interface ClientsReport {
  /** What no client may ever see: anything but an answer or a refusal. */
  readonly errors: readonly unknown[];
  /** By the actor under whose name it was made, which no other one has. */
  readonly changes: ReadonlyMap<string, EstateChange>;
  readonly answers: Readonly<Record<string, number>>;
}

/** Clients of the gateway who all at once ask for whatever comes to their minds. */
export async function runClients(options: ClientsOptions): Promise<ClientsReport> {
  const crowd = new Crowd(options);
  await Promise.all(Array.from({ length: options.clients }, (_, number) => crowd.runClient(number)));
  return crowd;
}

class Crowd implements ClientsReport {
  readonly errors: unknown[] = [];
  readonly changes = new Map<string, EstateChange>();
  readonly answers: Record<string, number> = {};
  readonly #options: ClientsOptions;
  readonly #deadline: number;
  #turns = 0;
  #seen: { at: number; sighting: Promise<Sighting> } | null = null;

  constructor(options: ClientsOptions) {
    this.#options = options;
    this.#deadline = Date.now() + options.milliseconds;
  }

  async runClient(number: number): Promise<void> {
    const random = new Random(this.#options.seed * 1_000 + number);
    while (this.#turns < this.#options.turns && Date.now() < this.#deadline) {
      try {
        const sighting = await this.#look();
        if (sighting.unfinishedTasks.length > MOST_UNFINISHED) {
          await sleep(LOOK_MILLISECONDS);
          continue;
        }
        this.#turns += 1;
        await this.#act(random, sighting, `client-${number}`);
      } catch (error) {
        this.#reject(error);
      }
    }
  }

  #reject(error: unknown): void {
    if (error instanceof Refusal) this.#count(error.code);
    else this.errors.push(error);
  }

  /** All clients look once, and not each of them. */
  #look(): Promise<Sighting> {
    if (this.#seen === null || this.#seen.at + LOOK_MILLISECONDS < Date.now()) {
      this.#seen = { at: Date.now(), sighting: look(this.#options.db) };
    }
    return this.#seen.sighting;
  }

  async #act(random: Random, sighting: Sighting, actor: string): Promise<void> {
    const chance = random.next();
    if (chance < 0.2) return this.#change(random, sighting);
    if (chance < 0.26) return this.#cancel(random, sighting);
    const scope = randomScope(random, sighting, actor);
    const workflow = randomWorkflow(random);
    if (chance < 0.5) return this.#quarrel(random, scope, narrow(random, sighting), workflow);
    const request = randomRequest(random, sighting, workflow);
    if (request === null) return;
    if (chance < 0.54) {
      await preflight(scope, this.#options.db, request);
      this.#count("preflight");
    } else if (chance < 0.6) {
      await this.#submitTwice(scope, request, `${actor}-${this.#turns}`);
    } else {
      await this.#submit(scope, request);
    }
  }

  /** Three want the same of the same machine at once, each in their own way, and somebody changes it. */
  async #quarrel(random: Random, scope: Scope, sighting: Sighting, workflow: Workflow): Promise<void> {
    const requests = [1, 2, 3]
      .map(() => randomRequest(random, sighting, workflow))
      .filter((request) => request !== null);
    const attempts = requests.map((request) => this.#submit(scope, request));
    if (random.chance(0.3)) attempts.push(this.#change(random, sighting));
    const outcomes = await Promise.allSettled(attempts);
    for (const outcome of outcomes) if (outcome.status === "rejected") this.#reject(outcome.reason);
  }

  /** As a client does that did not hear the answer to the first time. */
  async #submitTwice(scope: Scope, request: WorkflowRequest, key: string): Promise<void> {
    const both = await Promise.all([1, 2].map(() => submitWorkflow(scope, this.#options.db, request, key)));
    const [first, second] = both.map(({ taskId }) => taskId);
    if (first && second && first !== second) throw new Error(`one idempotency key has two tasks: ${first}, ${second}`);
    this.#count("asked twice");
  }

  async #submit(scope: Scope, request: WorkflowRequest): Promise<void> {
    const { taskId, refusals } = await submitWorkflow(scope, this.#options.db, request, null);
    this.#count(taskId ? "accepted" : (refusals[0]?.code ?? "refused"));
  }

  async #change(random: Random, sighting: Sighting): Promise<void> {
    const change = randomChange(random, sighting);
    if (change === null) return;
    const actor = `change-${this.changes.size}`;
    this.changes.set(actor, change);
    const { refusal } = await changeEstateBy({ kind: "provider-administrator", actor }, this.#options.db, change);
    this.#count(refusal ? `${change.change} refused` : change.change);
  }

  async #cancel(random: Random, { unfinishedTasks }: Sighting): Promise<void> {
    const taskId = random.pick(unfinishedTasks);
    if (taskId === undefined) return;
    const scope = { kind: "provider-administrator", actor: "canceler" } as const;
    const { refusal } = await cancelTask(scope, this.#options.db, taskId);
    this.#count(refusal ? "canceled too late" : "canceled");
  }

  #count(answer: string): void {
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
  }
}

function randomScope(random: Random, { organizations }: Sighting, actor: string): Scope {
  const organizationId = random.chance(0.25) ? random.pick(organizations) : undefined;
  return organizationId === undefined
    ? { kind: "provider-administrator", actor }
    : { kind: "organization-member", actor, organizationId };
}
