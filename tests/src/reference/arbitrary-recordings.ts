import { AddResults, StartRun } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createNameStore, type RunStore } from "@evalboard/runs";
import * as fc from "fast-check";

/** What is recorded on a board and then called otherwise; indices name models, datasets, prompts and texts. */
export interface Recordings {
  readonly runs: readonly Recording[];
  /** Whether one model, and one dataset, is then merged into another. */
  readonly merged: boolean;
}

interface Recording {
  readonly model: number;
  readonly dataset: number;
  readonly prompt: number;
  readonly text: number;
  /** How long before now it completed, ms. */
  readonly agoMs: number;
  readonly limited: boolean;
  readonly answers: readonly Answer[];
}

interface Answer {
  readonly item: number;
  /** Null of a call that broke, and of an answer that nobody has scored. */
  readonly score: number | null;
  readonly broke: boolean;
  /** What the tool said; null where it said nothing. */
  readonly passed: boolean | null;
  readonly latencyMs: number | null;
  readonly costUsd: number | null;
  readonly cached: boolean | null;
  readonly faithfulness: number | string | null;
}

const dayMs = 86_400_000;
const anyScore = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 1) },
  { weight: 1, arbitrary: fc.constantFrom(null, 0.5, 1 / 3, 0.8) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
);
const answer: fc.Arbitrary<Answer> = fc.record({
  item: fc.nat(7),
  score: anyScore,
  broke: fc.boolean(),
  passed: fc.constantFrom(null, null, null, true, false),
  latencyMs: fc.oneof(fc.constantFrom(null, 0, 250), fc.double({ min: 1, max: 60_000, noNaN: true })),
  costUsd: fc.constantFrom(null, 0, 0.1, 0.002),
  cached: fc.constantFrom(true, false, false, false, null),
  faithfulness: fc.constantFrom(null, null, 0.5, 1, -3, "left"),
});

/** Few subjects, so that they meet, over few or many items, so that these are asked again. */
export const arbitraryRecordings: fc.Arbitrary<Recordings> = fc
  .record({ models: fc.nat(4), datasets: fc.nat(3), texts: fc.nat(2), days: fc.constantFrom(3, 20, 150) })
  .chain(({ models, datasets, texts, days }) =>
    fc.record({
      runs: fc.array(
        fc.record({
          model: fc.nat(models),
          dataset: fc.nat(datasets),
          prompt: fc.nat(1),
          text: fc.nat(texts),
          agoMs: fc.nat(days * dayMs),
          limited: fc.constantFrom(false, false, false, false, false, true),
          answers: fc.array(answer, { minLength: 1, maxLength: 12, size: "max" }),
        }),
        { maxLength: 40, size: "max" },
      ),
      merged: fc.constantFrom(false, false, true),
    }),
  );

/** Records them in their order, as a caller does. */
export async function record(
  orm: Orm,
  store: RunStore,
  { runs, merged }: Recordings,
  now: Date,
): Promise<void> {
  const models = new Map<string, string>();
  for (const [index, run] of runs.entries()) {
    const at = new Date(now.getTime() - run.agoMs).toISOString();
    const { runId } = await store.start(
      StartRun.parse({
        externalId: `run ${index}`,
        model: { provider: "provider", name: `model ${run.model}` },
        dataset: { name: `dataset ${run.dataset}` },
        prompt: { name: `prompt ${run.prompt}`, text: `text ${run.text}` },
        limited: run.limited,
        startedAt: at,
      }),
    );
    await store.addResults(AddResults.parse({ runId, results: resultsOf(run) }));
    await store.complete({ runId, completedAt: at });
    models.set(`model ${run.model}`, runId);
  }
  if (merged) await merge(orm);
}

function resultsOf({ answers }: Recording) {
  const askings = new Map<number, number>();
  return answers.map(({ item, score, broke, passed, faithfulness, ...measured }) => {
    const repeat = (askings.get(item) ?? 0) + 1;
    askings.set(item, repeat);
    return {
      ...measured,
      itemKey: `item ${item}`,
      repeat,
      score,
      error: score === null && broke ? "broken" : null,
      passed: score === null ? null : passed,
      metrics: faithfulness === null ? {} : { faithfulness },
    };
  });
}

/** The second model and dataset are called as the first ones are, where there are both. */
async function merge(orm: Orm): Promise<void> {
  const names = createNameStore({ orm });
  for (const kind of ["model", "dataset"] as const) {
    const rows: { id: string }[] = await orm.em
      .getConnection()
      .execute(`select id from ${kind}s where name in ('${kind} 0', '${kind} 1') order by name`);
    const [, second] = rows;
    if (second !== undefined) await names.rename({ kind, id: second.id, name: `${kind} 0` });
  }
}
