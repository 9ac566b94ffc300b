import { alike, differing, judgedBoards, ofDatasets } from "./judged-boards.ts";
import { judgedLines, lines } from "./simulated-lines.ts";
import { heldOf, means, varyingMore } from "./simulated-means.ts";

/** Prints the tables of docs/statistics.md: node src/testing/simulated-tables.ts 1000 */
const boards = Number(process.argv[2] ?? 100);

const percent = (count: number, of: number) => (of === 0 ? "" : ((100 * count) / of).toFixed(1));
const row = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(" | ")} |`);
const head = (...cells: readonly string[]) => {
  row(...cells);
  row(...cells.map((_, column) => (column === 0 ? "---" : "---:")));
};

head("what the mean rests on", "true mean", "runs vary by", "held, %", "mean width");
for (const [asked, truth, datasets] of [...means, ...varyingMore]) {
  const { held, width } = heldOf(truth, datasets, boards);
  row(asked, truth.mean, truth.runDeviation, percent(held, 1), width.toFixed(3));
}
console.log();
head(
  "models that differ",
  "differences held, %",
  "levels held, %",
  "pairs told apart, %",
  "boards with one wrongly so, %",
  "best first, % (plain mean)",
  "pairs in the wrong order, % (plain mean)",
);
for (const [name, of] of differing) {
  const judged = judgedBoards(of, boards);
  const { pairs } = judged;
  row(
    name,
    percent(judged.covered, pairs),
    percent(judged.levels, judged.models),
    percent(judged.sure, pairs),
    percent(judged.wronglySure, judged.boards),
    `${percent(judged.bestFirst, judged.boards)} (${percent(judged.bestFirstPlain, judged.boards)})`,
    `${percent(judged.wrongPairs, pairs)} (${percent(judged.wrongPairsPlain, pairs)})`,
  );
}
console.log();
for (const [title, rows, side] of [
  ["models alike", alike, "models"],
  ["datasets", ofDatasets, "datasets"],
] as const) {
  head(
    title,
    "differences held, %",
    "levels held, %",
    "pairs told apart, %",
    "boards with one wrongly so, %",
  );
  for (const [name, of] of rows) {
    const judged = judgedBoards(of, boards, side);
    row(
      name,
      percent(judged.covered, judged.pairs),
      percent(judged.levels, judged.models),
      percent(judged.sure, judged.pairs),
      percent(judged.wronglySure, judged.boards),
    );
  }
  console.log();
}
console.log();
head("lines", "held, %", "the mix moves by", "the line (plain mean) by", "the line (plain mean) is off by");
for (const [name, of] of lines) {
  const { held, points, moves, off } = judgedLines(of, boards);
  const both = ({ line, plain }: { line: number; plain: number }) =>
    `${line.toFixed(3)} (${plain.toFixed(3)})`;
  row(name, percent(held, points), moves.truth.toFixed(3), both(moves), both(off));
}
