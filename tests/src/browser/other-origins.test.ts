import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@evalboard/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { boardDir } from "../harness/board-folder.ts";
import { startServer, type ServerUnderTest } from "../harness/start-server.ts";
import { useBrowser } from "../harness/use-browser.ts";

const browser = useBrowser();

// Two pages on other ports of loopback are two other origins; the server names one of them.
let folder: Awaited<ReturnType<typeof boardDir>>;
let server: ServerUnderTest;
const pages: Server[] = [];
let named: string;
let stranger: string;

async function pageServer(): Promise<string> {
  const page = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Elsewhere</title>");
  }).listen(0, "127.0.0.1");
  pages.push(page);
  await once(page, "listening");
  return `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  [named, stranger, folder] = [await pageServer(), await pageServer(), await boardDir()];
  const env = { CORS_ORIGINS: `https://reports.example.com,${named}`, EMBED_ORIGINS: named };
  server = await startServer({ cwd: folder.path, env });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
  for (const page of pages) page.close();
});

test("a page of a named origin reads the board, records over REST and is told what is wrong; a stranger's none", async () => {
  const call = async (origin: string, path: string, init: Readonly<Record<string, unknown>> = {}) => {
    const { page } = await browser.open(origin);
    const answer: unknown = await page.evaluate(`
      fetch(${JSON.stringify(server.url + path)}, ${JSON.stringify(init)}).then(
        async (response) => ({
          status: response.status,
          body: JSON.stringify(await response.json()),
          hasId: response.headers.has("x-request-id"),
        }),
        String,
      )`);
    await page.context().close();
    return answer;
  };
  const body = JSON.stringify({
    externalId: "from-elsewhere",
    model: { provider: "openai", name: "gpt-4o" },
    dataset: { name: "capitals" },
    prompt: { name: "capitals", text: "Name it." },
  });
  const start = { method: "POST", headers: { "content-type": "application/json" }, body };

  expect(await call(named, "/api/runs/stats?period=7d")).toMatchObject({
    status: 200,
    body: expect.stringContaining('"period":"7d"'),
    hasId: true,
  });
  expect(await call(named, "/api/runs", start)).toMatchObject({
    status: 200,
    body: expect.stringContaining("runId"),
  });
  expect(await call(named, "/api/runs?limit=x")).toMatchObject({
    status: 400,
    body: expect.stringContaining("limit: "),
  });

  expect(await call(stranger, "/api/runs/stats?period=7d")).toMatch(/Failed to fetch/);
  const other = { ...start, body: body.replace("from-elsewhere", "from-a-stranger") };
  expect(await call(stranger, "/api/runs", other)).toMatch(/Failed to fetch/);
  const { runs } = await createClient({ url: server.url }).runs.list.query({});
  expect(runs.map(({ externalId }) => externalId)).toEqual(["from-elsewhere"]);
});

test("a page of a named origin shows the board in a frame, a stranger's does not", async () => {
  for (const [origin, isShown] of [
    [named, true],
    [stranger, false],
  ] as const) {
    const { page, faults } = await browser.open(origin);
    await page.evaluate(`
      const frame = document.createElement("iframe");
      frame.src = ${JSON.stringify(server.url)};
      document.body.append(frame);
      new Promise((resolve) => frame.addEventListener("load", () => resolve()))`);
    const heading = page.frameLocator("iframe").getByRole("heading").first();
    if (isShown) await heading.waitFor({ state: "attached" });
    else await expect.poll(() => faults.join("\n")).toContain("frame-ancestors");
    expect([origin, (await heading.count()) > 0]).toEqual([origin, isShown]);
    await page.context().close();
  }
});
