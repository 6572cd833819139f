import { decide } from "../../src/validation/decide.ts";
import type { Facts, SubjectFacts } from "../../src/validation/facts.ts";
import type { Verdict } from "../../src/validation/verdict.ts";
import { RULE_IDS, type RuleId, WORKFLOWS, type Workflow } from "../../src/validation/vocabulary.ts";
import { WORKFLOW_ENTRIES } from "../../src/validation/workflows.ts";
import {
  applyAll,
  type Change,
  destinationCluster,
  destinationVCenter,
  facts,
  goodCopy,
  goodInstantiation,
  request,
  sourceVCenter,
  subject,
  template,
} from "./good-facts.ts";

/** A way of asking: one column. */
interface Asked {
  readonly words: string;
  readonly change: Change;
}

const ask = (words: string, ...changes: readonly Change[]): Asked => ({
  words,
  change: (before) => applyAll(before, changes),
});
const copy = request({ tpmProvisioning: "COPY" });
const replace = request({ tpmProvisioning: "REPLACE" });
const capturedWithCopy = template({ tpmProvisioning: "COPY" });
const capturedWithReplace = template({ tpmProvisioning: "REPLACE" });
const vm = (change: Partial<SubjectFacts>) => subject({ tpm: "NOT_PRESENT", keyProvider: null, ...change });

const OPTIONS = [ask("nothing asked"), ask("COPY asked", copy), ask("REPLACE asked", replace)];
const CREATES = [ask("TPM asked for", vm({ tpmRequested: true })), ask("no TPM", vm({}))];
const CAPTURED = [ask("captured with COPY", capturedWithCopy), ask("captured with REPLACE", capturedWithReplace)];
const CONTRARY = [
  ask("COPY, REPLACE asked", capturedWithCopy, replace),
  ask("REPLACE, COPY asked", capturedWithReplace, copy),
];
const IMPORTS = [
  ask("MOVE", request({ importMode: "MOVE" })),
  ask("CLONE", request({ importMode: "CLONE" })),
  ask("MOVE, REPLACE asked", request({ importMode: "MOVE" }), replace),
];

const COLUMNS: Readonly<Record<Workflow, readonly Asked[]>> = {
  CREATE_VM: CREATES,
  CREATE_VM_FROM_TEMPLATE: CAPTURED,
  RECONFIGURE_VM: [
    ask("attach", vm({ tpmRequested: true })),
    ask("remove", subject({ tpmRequested: false })),
    ask("change the hardware around a TPM", subject({ hardwareChanges: ["firmware"] })),
  ],
  COPY_VM: OPTIONS,
  MOVE_VM: OPTIONS,
  IMPORT_VM: IMPORTS,
  INSTANTIATE_VAPP_TEMPLATE: CAPTURED,
  CREATE_VAPP_FROM_OVF: CREATES,
  ADD_VM_TO_VAPP: CREATES,
  ADD_TEMPLATE_VM_TO_VAPP: CAPTURED,
  COPY_VAPP: OPTIONS,
  MOVE_VAPP: [...OPTIONS, ask("by MOVE_VAPP_API", request({ moveMethod: "MOVE_VAPP_API" }))],
  IMPORT_VAPP: IMPORTS,
  CAPTURE_VAPP: OPTIONS,
  CAPTURE_VM: OPTIONS,
  CREATE_VAPP_TEMPLATE_FROM_OVF: CREATES,
  COPY_VAPP_TEMPLATE: [...CAPTURED, ...CONTRARY],
  MOVE_VAPP_TEMPLATE: [...CAPTURED, ...CONTRARY],
  EXPORT_VAPP_TEMPLATE: CAPTURED,
  REKEY_VM: [
    ask("to a registered key provider", request({ keyProviderName: "kp-1" })),
    ask("to one that is not registered", request({ keyProviderName: "kp-2" })),
  ],
};

const VERSIONS = ["6.7", "7.0.1", "7.0.3", "8.0"];
const GUESTS = { Windows: "windows2019srv_64Guest", Linux: "ubuntu64Guest" };

const bare: Change = (before) =>
  applyAll(before, [
    destinationVCenter({
      kmsRegistrations: [{ name: "kp-2", type: "STANDARD", status: "CONNECTED", kmsClusterUuid: null, backedUp: null }],
      defaultKeyProvider: "kp-2",
    }),
    destinationCluster({ mountedVolumeIds: [] }),
  ]);
const PLACES = {
  "same vCenter": (version: string) => [
    facts({ destination: goodCopy.source }),
    sourceVCenter({ version }),
    destinationVCenter({ version }),
  ],
  "other vCenter, all shared": (version: string) => [destinationVCenter({ version })],
  "other vCenter, nothing shared": (version: string) => [destinationVCenter({ version }), bare],
} as const;

const INTRODUCTION = `# What is decided, workflow by workflow

<!-- Generated from decide. Write it anew: UPDATE_GOLDEN=1 npx vitest run test/validation/matrix.test.ts -->

One VM with a TPM (or the one that is to get one), which satisfies all that concerns itself; its source
is on vCenter 8.0.2. A cell says the decision and the outcome for its TPM; the numbers are the rules that
block, by their places in the catalogue.`;

export function renderMatrix(): string {
  return [INTRODUCTION, ...WORKFLOWS.map(renderWorkflow)].join("\n\n").concat("\n");
}

function renderWorkflow(workflow: Workflow): string {
  const asked = COLUMNS[workflow];
  const rows = listRows(workflow).map(({ words, changes }) => {
    const verdicts = asked.map(({ change }) => decide(applyAll(goodFactsOf(workflow), [change, ...changes])));
    const offered = new Set(verdicts.map(({ tpm }) => tpm.offered.join("+") || "–"));
    return { verdicts, cells: [...words, [...offered].join(" or "), ...verdicts.map(renderCell)] };
  });
  const headings = ["vCenter", "destination", "guest", "offered", ...asked.map(({ words }) => words)];
  const table = [headings, headings.map(() => "---"), ...rows.map(({ cells }) => cells)];
  const blocking = new Set(rows.flatMap(({ verdicts }) => verdicts.flatMap(({ blockedBy }) => blockedBy)));
  const legend = RULE_IDS.filter((id) => blocking.has(id)).map((id) => `${numberOf(id)} ${id}`);
  return [
    `## ${WORKFLOW_ENTRIES[workflow].title}`,
    "",
    ...table.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    legend.length > 0 ? `Blocking: ${legend.join(", ")}.` : "Nothing blocks.",
  ].join("\n");
}

const numberOf = (id: RuleId) => RULE_IDS.indexOf(id) + 1;

function renderCell({ decision, subjects, blockedBy }: Verdict): string {
  return [decision, subjects[0]?.outcome, ...blockedBy.map(numberOf)].join(" ");
}

const isCreated = (workflow: Workflow) => COLUMNS[workflow] === CREATES;
const stays = (workflow: Workflow) => workflow === "RECONFIGURE_VM" || workflow === "REKEY_VM";
const isPlaced = (workflow: Workflow) => workflow !== "EXPORT_VAPP_TEMPLATE";

function goodFactsOf(workflow: Workflow): Facts {
  const readsTemplate = workflow.includes("TEMPLATE") && !isCreated(workflow);
  return {
    ...goodCopy,
    workflow,
    template: readsTemplate ? goodInstantiation.template : undefined,
    request: { ...goodCopy.request, ...(workflow === "MOVE_VAPP" && { moveMethod: "CLONE_AND_DELETE" }) },
  };
}

/** Where nothing is carried from one place to another, there is one place to judge, if any. */
function listRows(workflow: Workflow) {
  const isCarried = !isCreated(workflow) && !stays(workflow) && isPlaced(workflow);
  const places = Object.entries(PLACES).filter(([place]) => isCarried || place === "same vCenter");
  return (isPlaced(workflow) ? VERSIONS : ["8.0"]).flatMap((version) =>
    places.flatMap(([place, changesOf]) =>
      Object.entries(GUESTS).map(([guest, guestId]) => ({
        words: [version, isCarried ? place : "–", guest],
        changes: [
          ...changesOf(version),
          ...(isCreated(workflow) ? [facts({ source: undefined })] : []),
          ...(isPlaced(workflow) ? [] : [facts({ destination: undefined })]),
          subject({ guestId }),
        ],
      })),
    ),
  );
}
