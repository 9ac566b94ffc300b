import { NamedPeriod, type Period, type StatsReport } from "@evalboard/contract";
import { createKeptFigures, type StatsReaderOptions } from "@evalboard/stats";
import { boardReader } from "../fill/board-reader.ts";
import { type FilledBoard, filledBoard } from "../fill/filled-board.ts";
import { sixAggregations } from "../fill/six-aggregations.ts";
import { type Aim, type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn, timed } from "../harness/in-turn.ts";

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
const LARGEST = 10_000_000;
/** How much more 10 000 000 runs may cost than 100 000. */
const mostGrowth = { "90d": 1.5, all: 2 } satisfies Partial<Record<Period, number>>;

/** The board computed again, for each period and size, beside the six straightforward aggregations over the same runs. */
export async function cold(bench: Bench): Promise<Row[]> {
  const server = await bench.postgresql();
  const boards: FilledBoard[] = [];
  try {
    for (const size of SIZES.filter((runs) => runs <= bench.maxRuns)) {
      boards.push(await filledBoard(server, size, bench.say));
    }
    const rows: Row[] = [];
    for (const board of boards) {
      for (const period of NamedPeriod.options) {
        bench.say(`${period} of ${board.runs} runs`);
        rows.push(...(await ofPeriod(board, period)));
      }
    }
    for (const board of boards) rows.push(await factRows(board));
    for (const [period, most] of Object.entries(mostGrowth)) {
      rows.push(...(await growth(boards, period as Period, most)));
    }
    return rows;
  } finally {
    for (const board of boards) await board.drop();
  }
}

/** By a server that has computed it before, beside the six; by one that was started just now; and after a run of one dataset. */
async function ofPeriod(board: FilledBoard, period: Period): Promise<Row[]> {
  const kept = createKeptFigures();
  const { window, runsOverTime } = await computed(board, period);
  const edges = [...runsOverTime.map(({ from }) => from), window.to].map((edge) => new Date(edge));
  const buckets = { from: new Date(window.from), to: new Date(window.to), edges };
  const { six, whole, changed, started } = await inTurn(
    { rounds: 11, mostMs: 30_000 },
    {
      six: () => timed(() => sixAggregations(board.orm, buckets)),
      whole: () => timed(() => computed(board, period, kept)),
      started: () => timed(() => computed(board, period)),
      changed: async () => {
        await board.execute(changeOneDataset);
        return timed(() => computed(board, period, kept));
      },
    },
  );
  const figure = `${period}, ${board.runs.toLocaleString("en-US")} runs`;
  const ours = { value: whole, unit: "ms" } as const;
  const against = { ...ours, of: "computed before" };
  return [
    row(figure, ours, { value: six, unit: "ms", of: "six" }, aimBesideSix(board.runs, period)),
    row(`${figure}, just started`, { value: started, unit: "ms" }, against),
    row(`${figure}, one dataset changed`, { value: changed, unit: "ms" }, against),
  ];
}

function aimBesideSix(runs: number, period: Period): Aim | undefined {
  if (runs <= 10_000) return { most: 1.2 };
  return period === "all" && runs === LARGEST ? { most: 0.01 } : undefined;
}

/** As a run of it would. */
const changeOneDataset = `update facts set runs = runs where (generation, scope, unit, bucket, model_id, dataset_id, prompt_version_id) = (
  select generation, scope, unit, bucket, model_id, dataset_id, prompt_version_id from facts
  where scope = 'dataset' and unit = 'all' order by runs desc limit 1)`;

/** What it costs to keep the facts: rows. */
async function factRows({ runs, execute }: FilledBoard): Promise<Row> {
  const [found] = await execute(
    "select (select count(*) from facts) + (select count(*) from fact_histograms) as n",
  );
  const ours = { value: Number(found?.["n"]), unit: "", of: "rows of facts" } as const;
  return row("rows kept", ours, { value: runs, unit: "", of: "runs" });
}

/** What a period costs at each size, beside what it costs at 10 000 and at 100 000 runs; `most` is the aim from there to the largest. */
async function growth(boards: readonly FilledBoard[], period: Period, most: number): Promise<Row[]> {
  const names = boards.map(({ runs }) => String(runs));
  const works = boards.map((board) => {
    const kept = createKeptFigures();
    return [String(board.runs), () => timed(() => computed(board, period, kept))] as const;
  });
  const times: Record<string, number> = await inTurn({ rounds: 21 }, Object.fromEntries(works));
  const largest = names.at(-1)!;
  return names
    .filter((name) => name !== largest && ["10000", "100000"].includes(name))
    .map((name) => {
      const isAimed = Number(largest) === LARGEST && name === "100000";
      const against = { value: times[name]!, unit: "ms", of: `at ${name}` } as const;
      const ours = { value: times[largest]!, unit: "ms" } as const;
      return row(`${period}, growth to ${largest}`, ours, against, isAimed ? { most } : undefined);
    });
}

/** By a reader that has no answer yet. */
async function computed(
  { orm, runs }: FilledBoard,
  period: Period,
  kept?: StatsReaderOptions["kept"],
): Promise<StatsReport> {
  const reader = boardReader(orm, undefined, kept);
  const report = await reader.get(period);
  await reader.close();
  if (period === "all" && report.summary.runs !== runs) {
    throw new Error(`not the board that was filled: ${report.summary.runs} of ${runs} runs`);
  }
  return report;
}
