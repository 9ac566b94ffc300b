import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { useServer } from "../harness/use-server.ts";

const nobody = "00000000-0000-7000-8000-000000000000";
const run = {
  externalId: "nightly-1",
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name the capital." },
};

describe("what a client sends wrong", () => {
  const server = useServer();

  const get = async (path: string) => {
    const response = await fetch(server.url + path);
    return { status: response.status, body: await response.text() };
  };
  const post = async (procedure: string, body: string) => {
    const response = await fetch(`${server.url}/trpc/${procedure}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    return { status: response.status, body: await response.text() };
  };
  const runsStored = async () => {
    const { runs } = await server.client.runs.list.query({});
    return runs.length;
  };
  const resultOf = (score: string) => `{"runId":"${nobody}","results":[{"itemKey":"a","score":${score}}]}`;

  it.each([
    [
      "the period 5d, over tRPC",
      `/trpc/stats.get?input=${encodeURIComponent('"5d"')}`,
      /24h.*7d.*30d.*90d.*all/,
    ],
    ["the period 5d, over REST", "/api/runs/stats/?period=5d", /period: .*24h.*all/],
    ["no period", "/api/runs/stats/", /period: .*24h/],
    ["an unknown parameter", "/api/runs/stats/?period=7d&days=5", /days/],
    [
      "a run id that is none",
      `/trpc/runs.get?input=${encodeURIComponent('{"runId":"x"}')}`,
      /runId: .*UUID/i,
    ],
    [
      "a cursor that is none",
      `/trpc/runs.list?input=${encodeURIComponent('{"cursor":"x"}')}`,
      /cursor: must be/,
    ],
    ["an input that is no JSON", "/trpc/stats.get?input=%7B", /./],
    ["more calls than a batch may have", `/trpc/${"stats.get,".repeat(30)}stats.get?batch=1`, /batch/i],
    ["15 000 commas", `/trpc/${",".repeat(15_000)}?batch=1`, /./],
  ])("answers %s with a 4xx that says what would be right", async (_name, path, fault) => {
    const { status, body } = await get(path);
    expect([status >= 400 && status < 500, body]).toEqual([true, expect.stringMatching(fault)]);
    expect(body.length).toBeLessThan(2_000);
  });

  it.each([
    ["a score of 1.2", "runs.record.addResults", resultOf("1.2"), /results\[0\]\.score: /],
    ["a score of NaN", "runs.record.addResults", resultOf("NaN"), /JSON|NaN/],
    ["a score of 1e999", "runs.record.addResults", resultOf("1e999"), /results\[0\]\.score: /],
    [
      "a NUL in a name",
      "runs.record.start",
      JSON.stringify({ ...run, externalId: "a\0b" }),
      /externalId: .*control/,
    ],
    ["no model", "runs.record.start", JSON.stringify({ ...run, model: undefined }), /model: /],
    ["facts of its own", "runs.record.start", JSON.stringify({ ...run, averageScore: 1 }), /averageScore/],
    ["half a JSON", "runs.record.start", '{"externalId":', /JSON/],
    ["an array nested 100 000 deep", "runs.record.start", "[".repeat(100_000), /JSON|expected/],
    [
      "a start in the future",
      "runs.record.start",
      JSON.stringify({ ...run, startedAt: "2999-01-01T00:00:00Z" }),
      /startedAt: .*future/,
    ],
    ["a run that is not there", "runs.record.complete", JSON.stringify({ runId: nobody }), /no run/],
    ["a run that is not there, for results", "runs.record.addResults", resultOf("1"), /no run/],
  ])(
    "answers %s with a 4xx that names the fault, and stores nothing",
    async (_name, procedure, body, fault) => {
      const answer = await post(procedure, body);
      expect([answer.status >= 400 && answer.status < 500, answer.body]).toEqual([
        true,
        expect.stringMatching(fault),
      ]);
      expect(answer.body).not.toMatch(/node_modules|\.ts:\d|select |insert /);
      expect(await runsStored()).toBe(0);
    },
  );

  it("refuses a body of 200 MB before it has read it", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const socket = connect({ host: hostname, port: Number(port) }, () => {
        socket.write(
          `POST /trpc/runs.record.start HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n` +
            `content-length: ${200 * 1024 * 1024}\r\n\r\n{"externalId":"`,
        );
      });
      socket.setEncoding("utf8").once("data", (data: string) => {
        socket.destroy();
        resolve(data);
      });
      socket.once("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(await runsStored()).toBe(0);
  });

  it("says where nothing is", async () => {
    expect(await get("/api/nothing")).toMatchObject({
      status: 404,
      body: expect.stringContaining("/api/nothing"),
    });
  });
});
