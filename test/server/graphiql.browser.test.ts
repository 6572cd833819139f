import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/inventory/database/package-root.ts";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { carryOut, idOf } from "../support/workflows.ts";

const BROWSER = "/usr/bin/chromium";

// A closed network: without these, Chromium looks for its maker's hosts at every start.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const installed = existsSync(BROWSER);

describe.skipIf(!installed)(`GraphiQL in ${BROWSER}${installed ? "" : " (skipped: it is not installed)"}`, () => {
  let gateway: TestGateway;
  let browser: Browser;
  let page: Page;
  const requested: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    expect(existsSync(join(packageRoot, "dist", "graphiql", "index.html")), "npm run build:graphiql comes first").toBe(
      true,
    );
    gateway = await startTestGateway();
    browser = await chromium.launch({ executablePath: BROWSER, headless: true, args: FLAGS });
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    page = await context.newPage();
    context.on("request", (request) => requested.push(request.url()));
    page.on("websocket", (socket) => requested.push(socket.url().replace(/^ws/, "http")));
    context.on("weberror", (error) => complaints.push(String(error.error())));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text().slice(0, 300));
    });
  });

  afterAll(async () => {
    await browser?.close();
  });

  const tabs = () => page.locator(".graphiql-tab-button").allTextContents();
  /** GraphiQL keeps what it shows a moment later, and only then knows which operation it is to run. */
  const keptInBrowser = (key: string) => page.evaluate<string>(`localStorage.getItem("${key}")`);

  async function runAndSee(expected: string): Promise<void> {
    await page.locator("button.graphiql-execute-button").click();
    const answer = page.locator(".result-window .view-lines");
    await expect.poll(() => answer.innerText(), { timeout: 15_000 }).toContain(expected);
  }

  test("opens with the examples, runs one, and shows the answer", async () => {
    await page.goto(new URL("/", gateway.url).href);
    await page.locator(".graphiql-query-editor .view-lines").waitFor();
    expect((await tabs())[0]).toBe("Estate");
    await runAndSee("vc-a");
  });

  test("has the ids of the demo estate in the variables", async () => {
    await page.getByText("MayItBeCopied", { exact: true }).click();
    await expect.poll(() => keptInBrowser("graphiql:query")).toContain("query MayItBeCopied");
    const variables = await page.locator(".graphiql-editor-tool .view-lines").first().innerText();
    const { vm } = await gateway.ask('{ vm(by: { name: "ericTpmVm" }) { id } }');
    expect(variables).toContain(vm.id);
    await runAndSee("BLOCKED");
  });

  test("opens again at /graphiql with the tabs as they were left", async () => {
    const before = await tabs();
    const activeTab = async () => JSON.parse(await keptInBrowser("graphiql:tabState")).activeTabIndex;
    await expect.poll(activeTab).toBe(before.indexOf("MayItBeCopied"));
    await page.goto(new URL("/graphiql", gateway.url).href);
    await page.locator(".graphiql-query-editor .view-lines").waitFor();
    expect(await tabs()).toEqual(before);
    await runAndSee("BLOCKED");
  });

  test("puts the ids right in tabs that were kept from before the estate was loaded anew", async () => {
    const { vm } = await gateway.ask('{ vm(by: { name: "ericTpmVm" }) { id } }');
    const keep = (key: string, value: string) => `localStorage.setItem("${key}", ${JSON.stringify(value)})`;
    const tabsOfBefore = (await keptInBrowser("graphiql:tabState")).replaceAll(vm.id, "id-of-before");
    const idsOfBefore = (await keptInBrowser("vtpm-gateway:demo-ids")).replaceAll(vm.id, "id-of-before");
    await page.evaluate(`${keep("graphiql:tabState", tabsOfBefore)}; ${keep("vtpm-gateway:demo-ids", idsOfBefore)}`);
    await page.reload();
    await page.locator(".graphiql-query-editor .view-lines").waitFor();
    expect(await page.locator(".graphiql-editor-tool .view-lines").first().innerText()).toContain(vm.id);
    expect(tabsOfBefore).toContain("id-of-before");
  });

  test("shows what a subscription sends, as it comes", async () => {
    await page.getByText("WatchTasks", { exact: true }).click();
    await expect.poll(() => keptInBrowser("graphiql:query")).toContain("subscription WatchTasks");
    await page.locator("button.graphiql-execute-button").click();
    await expect.poll(() => gateway.taskFeed.listenerCount).toBe(1);
    const [vmId, vdcId] = [await idOf(gateway, "vm", "ericTpmVm"), await idOf(gateway, "vdc", "gold-a")];
    await carryOut(gateway, "copyVm", { vmId, vdcId, name: "watched" });
    const answer = page.locator(".result-window .view-lines");
    await expect.poll(() => answer.innerText(), { timeout: 15_000 }).toContain("SUCCESS");
    await page.locator("button.graphiql-execute-button").click();
    await expect.poll(() => gateway.taskFeed.listenerCount).toBe(0);
  });

  test("asks nobody but the gateway, and breaks no rule of its content security policy", async () => {
    const { origin } = new URL(gateway.url);
    const elsewhere = requested.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url));
    expect(elsewhere).toEqual([]);
    expect(requested.filter((url) => url.endsWith(".js")).length).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
  });
});
