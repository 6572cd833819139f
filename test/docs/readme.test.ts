import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/inventory/database/package-root.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";

let gateway: TestGateway;
let blocks: { language: string; content: string }[];
beforeAll(async () => {
  gateway = await startTestGateway();
  const readme = await readFile(join(packageRoot, "README.md"), "utf8");
  blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", content = ""]) => ({
    language,
    content,
  }));
});

/** What a block's answer is: JSON values one after the other, each beginning at a line's beginning. */
function answers(content: string): unknown[] {
  return content.split(/^(?=[{"])/m).map((value) => JSON.parse(value));
}

describe("the README", () => {
  test("its first query has the answer that it shows", async () => {
    const at = blocks.findIndex(({ language }) => language === "graphql");
    const shown = answers(blocks[at + 1]?.content ?? "");
    expect([await gateway.send(blocks[at]?.content ?? "")]).toEqual(shown);
  });

  test("its commands do what it shows", async () => {
    const steps = blocks.filter(({ language }) => language === "sh");
    const shown = blocks.flatMap(({ content }, at) => (blocks[at - 1]?.language === "sh" ? answers(content) : []));
    expect(steps.length).toBeGreaterThan(3);
    const script = ["set -eu", ...steps.map(({ content }) => content)]
      .join("\n")
      .replaceAll("http://127.0.0.1:4000/graphql", gateway.url);
    const printed = await run(script);
    expect(answers(printed)).toEqual(shown);
  });
});

function run(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const bash = spawn("bash", ["-c", script], { stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    let complaints = "";
    bash.stdout.on("data", (chunk) => (printed += chunk));
    bash.stderr.on("data", (chunk) => (complaints += chunk));
    bash.on("error", reject);
    bash.on("close", (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`exit ${code}: ${complaints}\n${printed}`)),
    );
  });
}
