import { createClient } from "@evalboard/client";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useServer } from "../harness/use-server.ts";
import { binaryText } from "./arbitrary-input.ts";

/** How many texts and names are sent; TEXTS for a long run. */
const texts = Number(process.env["TEXTS"] ?? 120);
const seed = 3;

const start = {
  model: { provider: "acme", name: "swift" },
  dataset: { name: "capitals" },
  prompt: { name: "ask", text: "Answer." },
};
const fields = ["input", "expected", "output", "reason", "transcript"] as const;
/** As the database may hold it. */
const stored = (text: string) => text.toWellFormed().replaceAll("\0", "\uFFFD");

describe("texts of any code units", () => {
  const server = useServer();

  it(
    "come back as they were sent, or with marks in them and flagged",
    async () => {
      const client = createClient({ url: server.url });
      const drawn = fc.sample(binaryText(40), { numRuns: texts, seed });
      const plain = fc.sample(fc.string({ unit: "grapheme", maxLength: 20 }), { numRuns: texts, seed });
      const { runId } = await client.runs.record.start.mutate({ ...start, externalId: "binary" });
      const results = drawn.map((text, index) => ({
        itemKey: `item ${index}`,
        score: 1,
        ...Object.fromEntries(
          fields.map((field, place) => [field, [text, plain[index]!][(index + place) % 3 === 0 ? 0 : 1]!]),
        ),
      }));
      for (let at = 0; at < results.length; at += 100)
        await client.runs.record.addResults.mutate({ runId, results: results.slice(at, at + 100) });
      const sent = new Map(results.map((result) => [result.itemKey, result as Record<string, unknown>]));
      let read = 0;
      let cursor: string | number | null = null;
      do {
        const page: { results: readonly Record<string, unknown>[]; nextCursor: never } =
          (await client.runs.results.query({
            runId,
            limit: 100,
            cursor,
            whole: true,
          })) as never;
        for (const result of page.results) {
          const of = sent.get(String(result["itemKey"]))!;
          const wanted = fields.map((field) => stored(String(of[field])));
          expect(fields.map((field) => result[field])).toEqual(wanted);
          expect(result["textReplaced"]).toBe(fields.some((field, place) => of[field] !== wanted[place]));
          read += 1;
        }
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(read).toBe(texts);
    },
    60_000 + texts * 20,
  );

  it(
    "as names are stored composed and trimmed, or refused with the field that they are in",
    async () => {
      const drawn = fc.sample(
        fc.oneof(
          binaryText(3),
          fc.string({ unit: "binary", maxLength: 210 }),
          fc.string({ unit: "grapheme", maxLength: 12 }),
        ),
        { numRuns: texts, seed },
      );
      const fault =
        /^(model\.name|label): must (not be empty|have at most 200 characters|not hold control characters or lone surrogates)/;
      const sendName = async (name: string, index: number) => {
        const composed = name.normalize("NFC").trim();
        const isName =
          composed.length > 0 &&
          composed.length <= 200 &&
          composed.isWellFormed() &&
          !/\p{Cc}/u.test(composed);
        const input = { ...start, externalId: `name ${index}`, model: { ...start.model, name }, label: name };
        const answer = await fetch(`${server.url}/trpc/runs.record.start`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(input),
        });
        const said = (await answer.json()) as {
          error?: { message: string };
          result?: { data: { runId: string } };
        };
        expect([JSON.stringify(name), answer.status]).toEqual([JSON.stringify(name), isName ? 200 : 400]);
        if (!isName) expect(said.error!.message).toMatch(fault);
        else if (index % 10 === 0) {
          const run = await createClient({ url: server.url }).runs.get.query({
            runId: said.result!.data.runId,
          });
          expect([run.model.name, run.label]).toEqual([composed, composed]);
        }
      };
      for (let at = 0; at < drawn.length; at += 20)
        await Promise.all(drawn.slice(at, at + 20).map((name, place) => sendName(name, at + place)));
    },
    60_000 + texts * 50,
  );

  it.each([["__proto__"], ["constructor"], ["toString"], ["hasOwnProperty"], ["valueOf"], ["prototype"]])(
    "that objects have a meaning for, such as %s, are names as any other, and keys but for one",
    async (name) => {
      const client = createClient({ url: server.url });
      const post = (procedure: string, body: string) =>
        fetch(`${server.url}/trpc/${procedure}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        });
      const own = (value: string) => `{"${name}":${value}}`;
      const begun = {
        externalId: `of ${name}`,
        model: { provider: name, name },
        dataset: { name },
        prompt: { name, text: name },
        label: name,
      };
      const { runId } = await client.runs.record.start.mutate(begun);
      await client.runs.record.addResults.mutate({
        runId,
        results: [{ itemKey: name, itemName: name, score: 1, output: name }],
      });
      const keyed = await post(
        "runs.record.addResults",
        `{"runId":"${runId}","results":[{"itemKey":"b","score":1,"metrics":${own("0.5")}}]}`,
      );
      const tagged = await post("runs.describe", `{"runId":"${runId}","tags":${own('"x"')}}`);
      const { run } = await client.runs.record.complete.mutate({ runId });
      expect([run.model.name, run.dataset.name, run.prompt.name, run.label]).toEqual([
        name,
        name,
        name,
        name,
      ]);
      if (name === "__proto__") {
        for (const answer of [keyed, tagged])
          expect([answer.status, await answer.text()]).toEqual([
            400,
            expect.stringContaining("__proto__: must not be a key"),
          ]);
        expect([run.tags, run.metrics]).toEqual([{}, []]);
      } else {
        expect([keyed.status, tagged.status]).toEqual([200, 200]);
        expect(Object.entries(run.tags)).toEqual([[name, "x"]]);
        expect(run.metrics).toMatchObject([{ name, n: 1, mean: 0.5 }]);
      }
      const list = await client.runs.list.query({
        text: name,
        tags: name === "__proto__" ? {} : { [name]: "x" },
      });
      expect(list.runs.map((row) => row.externalId)).toEqual([`of ${name}`]);
      await client.stats.get.query("24h");
    },
  );
});

describe("what SQL gives a meaning to", () => {
  const server = useServer();
  const names = [
    "100%",
    "100x",
    "a_b",
    "axb",
    "c\\d",
    "c\\\\d",
    "cd",
    "'; drop table runs; --",
    '"x"',
    "e%_\\",
    "%",
    "_",
    "\\",
    "$1",
    "?",
    ":a",
  ];

  it("is found as it is written, and as nothing else", async () => {
    const { client } = server;
    for (const name of names) {
      const { runId } = await client.runs.record.start.mutate({
        ...start,
        externalId: `x ${name}`,
        model: { provider: "acme", name },
      });
      await client.runs.record.addResults.mutate({
        runId,
        results: names.map((key) => ({ itemKey: key, output: key, score: 1 })),
      });
      await client.runs.record.complete.mutate({ runId });
    }
    const { id } = (await client.runs.list.query({ limit: 1 })).runs[0]!;
    for (const name of names) {
      const holding = names.filter((other) => other.toLowerCase().includes(name.toLowerCase())).toSorted();
      const found = await client.runs.list.query({ text: name, limit: 100 });
      expect([name, found.runs.map((run) => run.model.name).toSorted()]).toEqual([name, holding]);
      const byId = await client.runs.list.query({ text: `x ${name}`, limit: 100 });
      const beginning = names
        .filter((other) => `x ${other}`.toLowerCase().startsWith(`x ${name}`.toLowerCase()))
        .toSorted();
      expect([name, byId.runs.map((run) => run.model.name).toSorted()]).toEqual([name, beginning]);
      const exact = await client.runs.list.query({ externalId: `x ${name}` });
      expect(exact.runs.map((run) => run.model.name)).toEqual([name]);
      const results = await client.runs.results.query({ runId: id, text: name, limit: 100 });
      expect([name, results.results.map((result) => result.itemKey).toSorted()]).toEqual([name, holding]);
      const catalogue = await client.runs.catalogue.query({ text: name });
      expect([name, catalogue.models.map((model) => model.name).toSorted()]).toEqual([name, holding]);
    }
  });
});
