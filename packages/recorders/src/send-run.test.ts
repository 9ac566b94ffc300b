import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { NotRecorded } from "./board.ts";
import { sendRun } from "./send-run.ts";

const start = {
  externalId: "loop-1",
  model: { provider: "acme", name: "clerk-1" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name it." },
};

/** Ten answers, of which `asked` says the last one, and a fault where there is one. */
function evaluation(fault?: Error) {
  let asked = 0;
  const results = (async function* () {
    for (; asked < 10; asked += 1) yield { itemKey: `item ${asked}`, score: 1 };
    if (fault) throw fault;
  })();
  return { results, asked: () => asked };
}

describe("a run that is evaluated while it is recorded", () => {
  it("goes to its end where the board is away, and says so once", async () => {
    const { results, asked } = evaluation();
    const said: string[] = [];
    const options = {
      url: "http://127.0.0.1:1",
      timeoutMs: 400,
      say: (line: string) => void said.push(line),
    };
    expect(await sendRun({ start, results }, options)).toBeNull();
    expect(asked()).toBe(10);
    expect(said).toEqual([expect.stringMatching(/^evalboard: not recorded: .*127\.0\.0\.1:1/)]);
  });

  it("goes to its end, and throws then, where the board has to be there", async () => {
    const { results, asked } = evaluation();
    const options = { url: "http://127.0.0.1:1", timeoutMs: 400, strict: true };
    await expect(sendRun({ start, results }, options)).rejects.toThrow(NotRecorded);
    expect(asked()).toBe(10);
  });

  it("throws the evaluation's own error and not that of the board", async () => {
    const { results } = evaluation(new Error("out of tokens"));
    const options = { url: "http://127.0.0.1:1", timeoutMs: 400, say: () => {} };
    await expect(sendRun({ start, results }, options)).rejects.toThrow("out of tokens");
  });

  it("leaves no timer that keeps the process from its end", async () => {
    await sendRun({ start, results: [] }, { url: "http://127.0.0.1:1", say: () => {} });
    expect(process.getActiveResourcesInfo()).not.toContain("Timeout");
  });

  it("waits no longer for a board that never answers than is said, and sends it the key", async () => {
    const keys: unknown[] = [];
    const silent = createServer(({ headers }) => void keys.push(headers.authorization)).listen(
      0,
      "127.0.0.1",
    );
    await once(silent, "listening");
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const said: string[] = [];
    const { results, asked } = evaluation();
    const options = { url, key: "secret", timeoutMs: 3_000, say: (line: string) => void said.push(line) };
    await sendRun({ start, results }, options);
    silent.closeAllConnections();
    silent.close();
    expect(said).toEqual([expect.stringContaining(`no answer from ${url} in time`)]);
    expect([asked(), keys]).toEqual([10, ["Bearer secret"]]);
  });
});
