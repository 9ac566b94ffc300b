import { type Client, recordRun } from "@evalboard/client";
import { payloadAt, payloads, textPayloads } from "./payloads.ts";

/** A board on which every text that somebody else writes is a payload, and where its pages are. */
export interface HostileBoard {
  readonly paths: readonly string[];
}

const everything = [...payloads, ...textPayloads].join("\n");

/** As the name of a tag or a metric, which has no `=` and is not the one key that is refused. */
const keyAt = (index: number) => payloadAt(index).replaceAll("=", ":").replace("__proto__", "prototype");

/** Records it as anybody would: a run for each payload, and three of the same items, which can be compared. */
export async function recordPayloads(client: Client, url: string): Promise<HostileBoard> {
  const startOf = (index: number) => ({
    externalId: payloadAt(index),
    model: { provider: payloadAt(index + 1), name: payloadAt(index) },
    dataset: { name: payloadAt(index % 4) },
    prompt: { name: payloadAt(index % 3), text: payloadAt(index) },
    source: payloadAt(index + 2),
    sourceFile: payloadAt(index + 3),
    commit: payloadAt(index + 4),
    label: payloadAt(index + 5),
    tags: { [keyAt(index + 6)]: payloadAt(index + 7) },
    scoreMetric: payloadAt(index + 8),
  });
  const resultOf = (index: number, score: number) => ({
    itemKey: payloadAt(index),
    itemName: payloadAt(index + 1),
    input: payloadAt(index),
    expected: payloadAt(index + 1),
    output:
      index % payloads.length < textPayloads.length
        ? textPayloads[index % payloads.length]!
        : payloadAt(index),
    reason: payloadAt(index + 3),
    transcript: payloadAt(index + 4),
    score,
    metrics: { [keyAt(index + 5)]: payloadAt(index + 6), [keyAt(index + 7)]: score },
  });
  const record = (start: ReturnType<typeof startOf>, results: Parameters<typeof recordRun>[1]["results"]) =>
    recordRun(client, { start, results });

  await Promise.all(
    [...payloads.keys()].map((index) => record(startOf(index), [resultOf(index, (index % 10) / 10)])),
  );
  const whole = (name: string, index: number, by: number) =>
    record({ ...startOf(index), externalId: name, dataset: { name: payloadAt(0) } }, [
      ...[...payloads.keys()].map((item) => resultOf(item, ((item * by) % 11) / 10)),
      { itemKey: "broken", score: null, error: everything },
    ]);
  const before = await whole("whole, before", 0, 3);
  const after = await whole("whole, after", 4, 7);
  const failing = await client.runs.record.start.mutate({ ...startOf(9), externalId: "failing" });
  await client.runs.record.fail.mutate({ runId: failing.runId, error: everything });
  const text = `${everything}\n${payloadAt(5)}`;
  await record({ ...startOf(6), externalId: "second text", prompt: { name: payloadAt(0), text } }, [
    resultOf(1, 1),
  ]);

  const run = await client.runs.get.query({ runId: after.runId });
  const model = { kind: "model", id: run.model.id, name: `${payloadAt(5)} again` } as const;
  await client.names.rename.mutate(model);
  const itemKey = encodeURIComponent(payloadAt(7));
  const search = encodeURIComponent;
  return {
    paths: [
      "/?period=24h",
      "/?period=24h&tab=matrix",
      `/models/${run.model.id}?period=24h`,
      `/datasets/${run.dataset.id}?period=24h`,
      `/prompts/${run.prompt.id}?period=24h`,
      `/datasets/${run.dataset.id}/items/${itemKey}`,
      "/runs",
      `/runs?text=${search(payloadAt(0))}&label=${search(payloadAt(5))}`,
      `/runs/${after.runId}`,
      `/runs/${after.runId}?result=1`,
      `/runs/${failing.runId}`,
      `/compare?baseline.runId=${before.runId}&candidate.runId=${after.runId}&change=all`,
      "/names",
      `/${search(payloadAt(5))}`,
      "/import",
      "/api/docs",
    ].map((path) => url + path),
  };
}
