import { describe, expect, test } from "vitest";
import { alike, differing, judgedBoards, ofDatasets } from "./testing/judged-boards.ts";

/** How often as many boards as here are simulated; tens on a machine with time, and all kinds of boards. */
const times = Number(process.env["SIMULATED_BOARDS"] ?? 1);
const boards = 40 * times;
const kinds = times > 1 ? 1 : 4;

/** What a share may be off by, of so many boards. */
const slack = (share: number) => 3 * Math.sqrt((share * (1 - share)) / boards);

describe("adjusted scores and ranks", () => {
  test.each(differing.filter((_, row) => row % kinds === 1 % kinds))(
    "differ by what they do 94 times in 100, and are wrongly told apart on 5 boards in 100: %s",
    (_, of) => {
      const judged = judgedBoards(of, boards);
      expect(judged.covered / judged.pairs).toBeGreaterThanOrEqual(0.94 - slack(0.94));
      expect(judged.levels / judged.models).toBeGreaterThanOrEqual(0.93 - slack(0.93));
      expect(judged.wronglySure / judged.boards).toBeLessThanOrEqual(0.05 + slack(0.05));
      expect(judged.wrongPairs).toBeLessThanOrEqual(1.1 * judged.wrongPairsPlain);
    },
  );

  test.each(alike.filter((_, row) => row % kinds === 0))(
    "of models alike, are wrongly told apart on 5 boards in 100: %s",
    (_, of) => {
      const judged = judgedBoards(of, boards);
      expect(judged.covered / judged.pairs).toBeGreaterThanOrEqual(0.94 - slack(0.94));
      expect(judged.wronglySure / judged.boards).toBeLessThanOrEqual(0.05 + slack(0.05));
    },
  );

  test.each(ofDatasets.slice(0, 2))("of datasets hold for items such as theirs: %s", (_, of) => {
    const judged = judgedBoards(of, boards, "datasets");
    expect(judged.covered / judged.pairs).toBeGreaterThanOrEqual(0.94 - slack(0.94));
    expect(judged.wronglySure / judged.boards).toBeLessThanOrEqual(0.05 + slack(0.05));
  });

  test("put fewer pairs in the wrong order than means of what each model happened to run", () => {
    const [, of] = differing[4] ?? ["", undefined];
    if (of === undefined) throw new Error("there is such a board");
    const judged = judgedBoards(of, 2 * boards);
    expect(judged.wrongPairs).toBeLessThan(0.75 * judged.wrongPairsPlain);
    expect(judged.bestFirst).toBeGreaterThan(1.2 * judged.bestFirstPlain);
  });
});
