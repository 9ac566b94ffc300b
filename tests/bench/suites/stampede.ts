import { boardReader } from "../fill/board-reader.ts";
import { filledBoard } from "../fill/filled-board.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn, timed } from "../harness/in-turn.ts";

const ASKS = 1_000;
const RUNS = 100_000;

/** A thousand who ask at once while nothing is cached, beside one who does. */
export async function stampede(bench: Bench): Promise<Row[]> {
  const board = await filledBoard(await bench.postgresql(), Math.min(RUNS, bench.maxRuns), bench.say);
  try {
    const computations: number[] = [];
    const ask = async (asks: number) => {
      let made = 0;
      const reader = boardReader(board.orm, () => made++);
      const ms = await timed(() => Promise.all(Array.from({ length: asks }, () => reader.get("all"))));
      await reader.close();
      if (asks > 1) computations.push(made);
      return ms;
    };
    const { thousand, one } = await inTurn({ rounds: 21 }, { thousand: () => ask(ASKS), one: () => ask(1) });
    return [
      row(
        `computations of ${ASKS} asks at once, ${board.runs} runs`,
        { value: Math.max(...computations), unit: "" },
        { value: 1, unit: "", of: "of one ask" },
        { most: 1 },
      ),
      row(
        `time until all ${ASKS} have the answer`,
        { value: thousand, unit: "ms" },
        { value: one, unit: "ms", of: "one ask" },
      ),
    ];
  } finally {
    await board.drop();
  }
}
