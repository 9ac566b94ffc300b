import { noFigures } from "@evalboard/contract/testing";
import { describe, expect, it } from "vitest";
import { boardReport } from "../testing/board-report.ts";
import { MemoryBoard } from "../testing/memory-board.ts";
import { runEvalboard } from "../testing/run-evalboard.ts";
import { boardLines } from "./lines.ts";

const board = new MemoryBoard();
const stats = (report: ReturnType<typeof boardReport> | null, ...args: string[]) => {
  board.report = report;
  return runEvalboard(board, ["stats", ...args]);
};

describe("evalboard stats", () => {
  it("prints the board in plain text where nobody watches", async () => {
    const { exitCode, out, err } = await stats(boardReport(), "7d");
    expect(out).toBe(
      [
        "Nov 17\u2009–\u200919, 2026 (UTC), as of 12:03",
        "                                  now        7d before",
        "completed runs                     12                9",
        "average score                   0.813                –",
        "  95 % interval           0.750–0.875                –",
        "evaluated items                 1,200            1,200",
        "  failed (score 0)               5.0%             5.0%",
        "  errored (no score)             0.0%             0.0%",
        "mean latency                   842 ms           842 ms",
        "total cost            $1.50 of 3 runs  $1.50 of 3 runs",
        "",
        "Top models, by the lower end of the interval",
        "               score  95 % interval  runs  failed",
        "openai/gpt-4o  0.813    0.750–0.875    12    5.0%",
        "",
        "Hardest datasets, by the upper end of the interval",
        "          score  95 % interval  runs  failed  models",
        "capitals  0.813    0.750–0.875    12    5.0%       3",
        "",
        "Prompt changes, within the same model and dataset",
        "                    verdict  change     95 % interval   runs",
        "ask v1 → v2        improved  +0.100  +0.050 to +0.150  6 → 8",
        "greet v1 → v2  too few runs  +0.100  +0.050 to +0.150  6 → 8",
        "greet: a change smaller than 0.300 would likely not have shown",
        "tested at 5 %, corrected for 2 tested prompts (Holm)",
        "",
        "By day",
        "runs     ▁▅█  0 to 12",
        "latency  ·▅█  400 ms to 800 ms, mean",
        "         Nov 17 to Nov 19",
        "",
      ].join("\n"),
    );
    expect([exitCode, err]).toEqual([0, ""]);
  });

  it("draws the scores for a terminal, in at most 80 characters", () => {
    const long = { ...boardReport().topModels[0]!, provider: "a-provider", name: "m".repeat(200) };
    const texts = boardLines(boardReport({ topModels: [long] }), true).map(({ text }) => text);
    expect(texts.find((text) => text.startsWith("a-provider"))).toMatch(/m…  0\.813  ████████▏·/);
    expect(Math.max(...texts.map(({ length }) => length))).toBe(80);
  });

  it("says that there is nothing", async () => {
    const { out } = await stats(boardReport({ summary: { ...noFigures, previous: noFigures } }));
    expect(out).toBe("Nov 17\u2009–\u200919, 2026 (UTC), as of 12:03\nno run completed in this time\n");
  });

  it("prints the reply as it is with --json, and says that it is old", async () => {
    const report = boardReport({ stale: true });
    const { out, err } = await stats(report, "30d", "--json");
    expect(JSON.parse(out)).toEqual(report);
    expect(err).toBe("the server's database is away: these figures are old\n");
  });

  it("refuses another period, naming those that there are, and asks nobody", async () => {
    const { exitCode, err } = await stats(null, "8d");
    expect(err).toContain(
      "'8d' is invalid for argument 'period'. Allowed choices are 24h, 7d, 30d, 90d, all.",
    );
    expect(exitCode).toBe(2);
  });

  it("exits with 1 where the server is away", async () => {
    const { exitCode, out, err } = await stats(null);
    expect(err).toMatch(/^cannot reach the server at http:\/\/127\.0\.0\.1:4400 \(fetch failed\).*\n$/);
    expect([exitCode, out]).toEqual([1, ""]);
  });
});
