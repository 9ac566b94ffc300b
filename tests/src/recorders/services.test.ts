import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { recordRun } from "@evalboard/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../harness/program.ts";
import { useServer } from "../harness/use-server.ts";
import { runAction } from "./run-action.ts";
import { runNode } from "../harness/run-command.ts";

const root = join(import.meta.dirname, "../../..");
const examples = join(root, "examples");
const command = `${process.execPath} ${program()}`;

const server = useServer();

// The first: of the empty board it asks for what there is to say of nothing.
describe("the digest", () => {
  const received: { readonly text: string; readonly blocks: readonly { text: { text: string } }[] }[] = [];
  let status = 200;
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(status).end("ok");
    });
  });
  let webhook = "";
  beforeAll(async () => {
    await once(receiver.listen(0, "127.0.0.1"), "listening");
    webhook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/services/secret`;
  });
  afterAll(() => void receiver.close());
  const send = (env: Readonly<Record<string, string>> = {}) =>
    runNode(["digest.ts"], {
      cwd: join(examples, "digest"),
      env: { EVALBOARD_URL: server.url, DIGEST_WEBHOOK_URL: webhook, DIGEST_PERIOD: "all", ...env },
    });
  const textsOf = (index: number) => received[index]?.blocks.map(({ text }) => text.text) ?? [];

  it("says that there is nothing to say, and later that there is too little", async () => {
    // Another period each time: a board may be a minute old.
    expect(await send({ DIGEST_PERIOD: "24h" })).toMatchObject({ code: 0, stderr: "" });
    expect(textsOf(0)).toEqual([
      "EvalBoard, 24h",
      "*Which model is best?*\nNo model has a scored run in this time.",
      "*Which dataset is hardest?*\nNo dataset has a scored run in this time.",
      "*Did answers get slower?*\nNo run has a latency in this time.",
      "*Did the last prompt change improve anything?*\nNo prompt change to judge in this time.",
      `<${server.url}/?period=24h|The board> of 0 runs`,
    ]);
    for (const [version, score] of [1, 0].entries())
      await recordRun(server.client, {
        start: {
          externalId: `few-${version}`,
          model: { provider: "acme", name: "<!channel>" },
          dataset: { name: "few" },
          prompt: { name: "reply", text: `Reply, version ${version}.` },
        },
        results: [1, 2, 3].map((item) => ({ itemKey: `item ${item}`, score: item === 3 ? score : 1 })),
      });
    await send();
    const [, models, , , prompts, board] = textsOf(1);
    expect(models).toContain("acme/&lt;!channel&gt; is the only model");
    expect(prompts).toContain("Too little to say of reply v2 against v1");
    expect(received[1]?.text).toContain("Too little to say");
    expect(board).toContain("of 2 runs");
  });

  it("fails, and keeps the address to itself, where the webhook refuses or something is away", async () => {
    status = 410;
    expect(await send()).toMatchObject({ code: 1, stderr: "no digest: the webhook answered 410\n" });
    const away = await send({ EVALBOARD_URL: "http://127.0.0.1:1" });
    expect([away.code, away.stderr]).toEqual([1, expect.stringMatching(/^no digest: .*\n$/)]);
    expect(away.stderr).not.toContain("secret");
    expect((await send({ DIGEST_WEBHOOK_URL: "" })).stderr).toBe(
      "no digest: DIGEST_WEBHOOK_URL: must be the address to post to\n",
    );
  });
});

describe("the nightly job", () => {
  const job = (night: string, env: Readonly<Record<string, string>> = {}) =>
    runNode(["nightly.ts"], {
      cwd: join(examples, "nightly"),
      env: { EVALBOARD_URL: server.url, EVALBOARD: command, BASELINE: "nightly", NIGHT: night, ...env },
    });
  const nights = async () => {
    const { runs } = await server.client.runs.list.query({
      label: "nightly",
      sort: "startedAt",
      order: "asc",
    });
    return runs.map(({ externalId, passedItems }) => [externalId, passedItems]);
  };

  it("records a run a night, asks nothing twice, and fails where the night is worse", async () => {
    const first = await job("2026-03-01");
    expect([first.code, first.stderr]).toEqual([2, expect.stringContaining("gate not judged")]);
    expect((await job("2026-03-02")).code).toBe(0);
    // The same night again: what would be answered now is not asked for.
    expect((await job("2026-03-02", { ANSWER: "Rome" })).code).toBe(0);
    const worse = await job("2026-03-03", { ANSWER: "Rome" });
    expect([worse.code, worse.stderr]).toEqual([1, expect.stringContaining("gate failed")]);
    expect(await nights()).toEqual([
      ["capitals-2026-03-01", 3],
      ["capitals-2026-03-02", 3],
      ["capitals-2026-03-03", 0],
    ]);
  });

  it("fails where the board is away", async () => {
    expect((await job("2026-03-04", { EVALBOARD_URL: "http://127.0.0.1:1" })).code).toBe(1);
  });

  it("has a workflow as GitHub reads them", async () => {
    const workflow = await readFile(join(examples, "nightly/nightly.yml"), "utf8");
    expect(validateWorkflow(workflow).errors).toEqual([]);
  });
});

describe("the GitHub Action", () => {
  const source = () => readFile(join(root, "action.yml"), "utf8");
  const run = async (name: string, inputs: Readonly<Record<string, string>>) =>
    runAction(await source(), {
      folder: join(server.folder, name),
      inputs: { "server-url": server.url, command, ...inputs },
      sha: "0a1b2c3",
    });
  /** A result file of one's own, whose first answers are right. */
  const results = async (name: string, right: number) => {
    const path = join(server.folder, `${name} results.jsonl`);
    const line = (item: number) =>
      JSON.stringify({
        externalId: name,
        provider: "acme",
        model: "clerk-2",
        dataset: "tickets",
        prompt: "reply",
        promptText: "Reply.",
        itemKey: `item ${item}`,
        score: item < right ? 1 : 0,
      });
    await writeFile(path, Array.from({ length: 200 }, (_, item) => `${line(item)}\n`).join(""));
    return path;
  };

  it("is an action as GitHub reads them", async () => {
    expect(validateAction(await source()).errors).toEqual([]);
    expect(validateAction((await source()).replace("using: composite", "using: compost")).errors).not.toEqual(
      [],
    );
  });

  it("imports on the main branch, and judges nothing without a baseline", async () => {
    const { code, outputs, summary } = await run("main", {
      files: `\n${await results("main", 150)}\n`,
      label: "main",
    });
    expect([code, outputs, summary]).toEqual([0, { decision: "", runs: "1", report: "" }, ""]);
  });

  it("passes what is as good, and writes the verdict into the summary", async () => {
    const good = await run("good", { files: await results("good", 150), baseline: "main" });
    expect([good.code, good.outputs]).toMatchObject([0, { decision: "passed", runs: "1" }]);
    expect(good.summary).toMatch(/^### EvalBoard: gate passed/);
    const { runs } = await server.client.runs.list.query({ label: "0a1b2c3" });
    expect(runs.map(({ externalId }) => externalId)).toEqual(["good"]);
  });

  it("fails what is worse, by the gate's exit code", async () => {
    const bad = await run("bad", { files: await results("bad", 60), baseline: "main", label: "pr-7" });
    expect([bad.code, bad.outputs]).toMatchObject([1, { decision: "failed", runs: "1" }]);
    expect(bad.summary).toMatch(/^### EvalBoard: gate failed: worse\n/);
    expect(bad.summary).toContain(`${server.url}/compare?`);
    expect(JSON.parse(await readFile(bad.outputs["report"]!, "utf8"))).toMatchObject({ decision: "failed" });
  });

  it("says in the summary why nothing could be judged or imported", async () => {
    const none = await run("none", { label: "pr-7", baseline: "no such label" });
    expect([none.code, none.outputs]).toMatchObject([2, { decision: "not judged", runs: "0" }]);
    expect(none.summary).toContain("no run");
    const broken = await run("broken", { files: join(server.folder, "missing.json"), baseline: "main" });
    expect([broken.code, broken.outputs]).toEqual([1, { decision: "", runs: "0", report: "" }]);
    expect(broken.summary).toContain("not all results were imported");
    expect(broken.stderr).toContain("missing.json");
  });
});
