import { changeWith, noFigures, reportWith } from "@evalboard/contract/testing";
import { describe, expect, it } from "vitest";
import { boardReport, rankedDataset, rankedModel } from "../testing/board-report.ts";
import { idOf, runOf } from "../testing/gated-runs.ts";
import { MemoryBoard } from "../testing/memory-board.ts";
import { runEvalboard } from "../testing/run-evalboard.ts";
import { boardLines } from "./lines.ts";

const board = new MemoryBoard(runOf("a"));
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
        "openai/gpt-4o leads, 0.790 [0.760, 0.820] on the common mix of 5 datasets (40",
        "  answers, 12 runs).",
        "No dataset has a scored run in this time.",
        "No run has a latency in this time.",
        "No prompt change to judge in this time.",
        "",
        "Figures",
        "                                       now           7d before",
        "completed runs                          12                   9",
        "average score                        0.813                   –",
        "  95 % interval                0.750–0.875                   –",
        "pass rate                   95.0% of 1,140      95.0% of 1,140",
        "  95 % interval                93.6%–96.1%         93.6%–96.1%",
        "evaluated items                      1,200               1,200",
        "  errored (call broke)                0.0%                0.0%",
        "  not scored yet                        60                  60",
        "mean latency                        842 ms              842 ms",
        "cost, list price        $1.50 of 300 items  $1.50 of 300 items",
        "  spent                    $0.90 of 2 runs     $0.90 of 2 runs",
        "within the same model and dataset  change     95 % interval  pairs",
        "average score                      +0.008  −0.010 to +0.026      7",
        "  the rest, by what was run        −0.020",
        "mean latency                         −12%       −15% to −8%      6",
        "",
        "Top models, by the score adjusted for the datasets that each was run on",
        "               score         95 %  place   mean  passed  runs",
        "openai/gpt-4o  0.790  0.760–0.820    1–3  0.813   95.0%    12",
        "",
        "Hardest datasets, by the score adjusted for the models that ran each",
        "          score         95 %  place   mean  passed  runs  models",
        "capitals  0.790  0.760–0.820    1–3  0.813   95.0%    12       3",
        "",
        "Prompt changes, within the same model and dataset",
        "                         verdict  change     95 % interval",
        "ask v1 → v2             improved  +0.100  +0.050 to +0.150",
        "  280 of 280 items shared, 6 → 8 runs",
        "greet v1 → v2  too little to say  +0.100  +0.050 to +0.150",
        "  280 of 320 items shared, 6 → 8 runs",
        "  a change below 0.300 would likely not have shown",
        "  single runs: a bad day cannot be told from a change",
        "  a change of 0.05 would need 300 more items, or 12 more runs a side",
        "nothing to compare: part v1 → v2",
        "judged at 5 %, however often one looks; corrected for 2 prompts (Holm)",
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

  it("says in which tags runs differ that it averages over, in one line", async () => {
    const values = ["0", "0.7"].map((value) => ({ value, runs: 1 }));
    const tag = { name: "temperature", values, totalValues: 2 };
    board.tagsApart = [tag, { ...tag, name: "a name that is much longer than a line can be, as some are" }];
    const { out } = await stats(boardReport());
    board.tagsApart = [];
    const [, line] = out.split("\n");
    expect(line).toMatch(/^averages over runs that differ in temperature \(0, 0\.7\), a name .*…$/);
    expect(line).toHaveLength(80);
  });

  const drawn = (told: Parameters<typeof boardReport>[0]) =>
    boardLines(boardReport(told), { withBars: true, narrowedTo: null, averagedOver: null }).map(
      ({ text }) => text,
    );

  it("draws the scores for a terminal where the names leave room, in at most 80 characters", () => {
    const long = rankedModel({ provider: "a-provider", name: "m".repeat(200), adjustedScore: 1 });
    const short = { ...long, name: "m" };
    const texts = drawn({ topModels: [long] });
    expect(texts.find((text) => text.startsWith("a-provider"))).toMatch(/m…  1\.000  0\.760–0\.820/);
    expect(Math.max(...texts.map(({ length }) => length))).toBe(80);
    expect(drawn({ topModels: [short] }).find((text) => text.startsWith("a-provider"))).toMatch(
      /\/m  1\.000  ██████████  0\.760–0\.820/,
    );
  });

  it("says why a model or a dataset has no place and what would give it one, and what is saturated", () => {
    const apart = { adjustedScore: null, adjustedInterval: null, rankRange: null };
    const model = { modelId: idOf("gpt-4o"), provider: "openai", name: "gpt-4o" };
    const dataset = { datasetId: idOf("capitals"), name: "capitals" };
    const texts = drawn({
      topModels: [
        rankedModel({ ...apart, name: "a", apart: { reason: "shares no dataset", join: dataset } }),
        rankedModel({ ...apart, name: "b", apart: { reason: "one dataset alone", join: null } }),
      ],
      hardestDatasets: [
        rankedDataset({ ...apart, name: "c", apart: { reason: "shares no dataset", join: null } }),
        rankedDataset({ ...apart, name: "d", apart: { reason: "one dataset alone", join: model } }),
        rankedDataset({ name: "e", saturated: true, silentItems: 39, rankRange: { best: 1, worst: 1 } }),
      ],
    });
    for (const line of [
      "openai/a      –       –      –  0.813   95.0%    12",
      "openai/a is not ranked: it shares no dataset with the others; run it on capitals",
      "  as well",
      "openai/b is not ranked: it ran one dataset alone",
      "c is not ranked: it shares no model with the others",
      "d is not ranked: it was run by one model alone; run openai/gpt-4o on it as well",
      "e  0.790  ███████▉··  0.760–0.820      1  0.813   95.0%    12       3",
      "e is saturated: 39 of 40 items that were compared tell no models apart",
    ]) {
      expect(texts).toContain(line);
    }
  });

  it("has no table of prompt changes where none can be compared, and no change of what was not run before", () => {
    const nothing = changeWith({ name: "ask", verdict: null, difference: null, interval: null });
    const summary = { ...reportWith().summary, runs: 1 };
    const allTime = { ...summary, previous: null, scoreChange: null, latencyChange: null };
    expect(drawn({ summary: allTime })).toContainEqual(expect.stringMatching(/^completed runs +1$/));
    const texts = drawn({ promptChanges: [nothing], testedPromptChanges: 0, summary });
    const heading = texts.indexOf("Prompt changes, within the same model and dataset");
    expect(texts.slice(heading + 1, heading + 3)).toEqual(["nothing to compare: ask v1 → v2", ""]);
    expect(texts.some((text) => text.startsWith("within the same"))).toBe(false);
  });

  it("lists metrics with their n and interval, and which way is better where that was said", async () => {
    const metric = { runs: 12, items: 1_140, interval: { low: -0.5, high: 12.25 } };
    const { out } = await stats(
      boardReport({
        metrics: [
          { ...metric, name: "faithfulness", mean: 0.8125, higherIsBetter: true },
          { ...metric, name: "edit distance", mean: 31_234.5, higherIsBetter: false },
          { ...metric, name: "stance", mean: null, interval: null, higherIsBetter: null },
        ],
      }),
    );
    expect(out).toContain(
      [
        "Metrics, means of the runs' means, those of the most runs first",
        "                 mean  95 % interval  runs  items    better",
        "faithfulness   0.8125  −0.5 to 12.25    12  1,140    higher",
        "edit distance  31,235  −0.5 to 12.25    12  1,140     lower",
        "stance          words              –    12  1,140  not said",
        "",
      ].join("\n"),
    );
  });

  it("says that there is nothing", async () => {
    const { out } = await stats(
      boardReport({
        summary: { ...noFigures, previous: noFigures, scoreChange: null, latencyChange: null },
      }),
    );
    expect(out).toBe("Nov 17\u2009–\u200919, 2026 (UTC), as of 12:03\nno run completed in this time\n");
  });

  it("prints the reply as it is with --json, and says that it is old", async () => {
    const report = boardReport({ stale: true });
    const { out, err } = await stats(report, "30d", "--json");
    expect(JSON.parse(out)).toEqual(report);
    expect(err).toBe("the server's database is away: these figures are old\n");
  });

  it("asks for some runs by the names that people know, and says so", async () => {
    const tags = ["--tag", "temperature=0.2", "--tag", "query=a=b"];
    const names = ["--model", "openai/gpt-4o", "--dataset", "capitals", "--prompt", "ask"];
    const { exitCode, out } = await stats(boardReport(), "7d", "--label", "main", ...tags, ...names);
    expect(board.asked.at(-1)).toEqual({
      period: "7d",
      where: {
        label: "main",
        tags: { temperature: "0.2", query: "a=b" },
        modelId: idOf("gpt-4o"),
        datasetId: idOf("capitals"),
        promptId: idOf("ask"),
      },
    });
    expect(out.split("\n")[1]).toBe(
      "only runs with label main, temperature=0.2, query=a=b, model openai/gpt-4o, dataset capitals, prompt ask",
    );
    expect(exitCode).toBe(0);
    await stats(boardReport(), "30d");
    expect(board.asked.at(-1)).toBe("30d");
  });

  it.each([
    [["--model", "openai/gpt-4"], 'no model is called "openai/gpt-4"; there are "openai/gpt-4o"\n', 1],
    [["--model", "gpt-4o"], 'no model is called "gpt-4o"; there are "openai/gpt-4o"\n', 1],
    [["--dataset", "rivers"], 'no dataset is called "rivers"; there are "capitals"\n', 1],
    [["--tag", "temperature"], "It must be a name and a value, such as branch=main.", 2],
    [["--tag", "a=1", "--tag", "a=2"], "A run has one value of each tag, and a is said twice.", 2],
    [["--label", ""], "It must not be empty.", 2],
  ])("cannot narrow it by %j, says why and prints nothing", async (args, message, code) => {
    const { exitCode, out, err } = await stats(boardReport(), ...args);
    expect(err).toContain(message);
    expect([exitCode, out]).toEqual([code, ""]);
  });

  it("asks for a range of days or instants, and says what was before as such", async () => {
    const { exitCode, out } = await stats(
      boardReport({ period: "2026-11-17/2026-11-19" }),
      "--from",
      "2026-11-17",
      "--to",
      "2026-11-19",
    );
    expect(board.asked.at(-1)).toBe("2026-11-17/2026-11-19");
    expect(out).toContain("Nov 17\u2009–\u200919, 2026 (UTC)");
    expect(out).toMatch(/\n +then +as long before\n/);
    expect(exitCode).toBe(0);
    const hours = ["--from", "2026-11-23T09:00:00Z", "--to", "2026-11-23T15:00:00+01:00", "--label", "main"];
    await stats(boardReport(), ...hours);
    expect(board.asked.at(-1)).toEqual({
      period: "2026-11-23T09:00:00Z/2026-11-23T15:00:00+01:00",
      where: { label: "main" },
    });
  });

  it.each([
    [["--from", "2026-11-01"], "--from and --to must be said together"],
    [["--to", "2026-11-01"], "--from and --to must be said together"],
    [
      ["7d", "--from", "2026-11-01", "--to", "2026-11-02"],
      "7d must be left out where --from and --to are said",
    ],
    [["--from", "2026-11-03", "--to", "2026-11-02"], "--from and --to must end after it begins"],
    [["--from", "2026-02-30", "--to", "2026-03-02"], "2026-02-30 is not"],
    [["--from", "yesterday", "--to", "today"], "must be days such as 2026-11-01, or instants with a zone"],
  ])("refuses %j, says what would be right and asks nobody", async (args, message) => {
    const before = board.asked.length;
    const { exitCode, out, err } = await stats(boardReport(), ...args);
    expect(err).toContain(message);
    expect([exitCode, out, board.asked.length]).toEqual([2, "", before]);
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
