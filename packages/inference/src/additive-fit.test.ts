import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { differenceOf, type Estimate, fitAdditive, levelOf } from "./additive-fit.ts";
import type { FitCell } from "./least-squares.ts";

interface ReferenceBoard {
  rows: number;
  columns: number;
  cells: FitCell[];
  interaction: { variance: number; freedom: number };
  means: number[];
  variances: number[];
  differences: (Estimate & { one: number; other: number })[];
}

/** Written by testing/additive-fits.R, with general matrices. */
const boards: ReferenceBoard[] = JSON.parse(
  readFileSync(new URL("testing/additive-fits.json", import.meta.url), "utf8"),
);

function expectClose(actual: number, expected: number, digits = 1e-9): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(digits * Math.max(1e-3, Math.abs(expected)));
}

describe("the additive fit", () => {
  test.each(boards)("is R's, of $rows rows and $columns columns", (board) => {
    const fit = fitAdditive(board.rows, board.columns, board.cells);
    expectClose(fit.interaction.variance, board.interaction.variance);
    expectClose(fit.interaction.freedom, board.interaction.freedom);
    expect(fit.means).toHaveLength(board.rows);
    for (const [row, mean] of board.means.entries()) {
      expectClose(fit.means[row] ?? NaN, mean);
      expectClose(levelOf(fit, row).variance, board.variances[row] ?? NaN);
    }
    expect(board.differences).toHaveLength((board.rows * (board.rows - 1)) / 2);
    for (const { one, other, value, variance, freedom } of board.differences) {
      const difference = differenceOf(fit, one, other);
      expectClose(difference.value, value);
      expectClose(difference.variance, variance);
      // The slope is a central difference.
      expectClose(difference.freedom, freedom, 1e-7);
    }
  });

  test("of one column is what was measured", () => {
    const cells = [0.5, 0.7, 0.6].map((mean, row) => ({
      row,
      column: 0,
      mean,
      variance: 0.001 * (row + 1),
      freedom: 9,
    }));
    const fit = fitAdditive(3, 1, cells);
    for (const [row, { mean, variance }] of cells.entries()) {
      expectClose(fit.means[row] ?? NaN, mean);
      expectClose(levelOf(fit, row).variance, variance);
    }
  });

  test("of one row is the mean over its columns, however it was measured", () => {
    const cells = [0.5, 0.7, 0.9].map((mean, column) => ({
      row: 0,
      column,
      mean,
      variance: 0.001 * column,
      freedom: 9,
    }));
    const fit = fitAdditive(1, 3, cells);
    expectClose(fit.means[0] ?? NaN, 0.7);
    expectClose(levelOf(fit, 0).variance, 0.003 / 9);
  });

  test("of a full table measured without error is known without error", () => {
    const cells = [0.5, 0.7, 0.9, 0.4].map((mean, index) => ({
      row: index % 2,
      column: Math.floor(index / 2),
      mean,
      variance: 0,
      freedom: 9,
    }));
    const fit = fitAdditive(2, 2, cells);
    expect(fit.means.map((mean) => Number(mean.toFixed(12)))).toEqual([0.7, 0.55]);
    expectClose(differenceOf(fit, 0, 1).variance, 0, 1e-9);
  });

  test("carries the interaction of what was not run", () => {
    // Without errors, s is (r² + 4 · 0.07²) / (1 + 4), here of residuals that are all 0.
    const cells = [
      { row: 0, column: 0, mean: 0.5, variance: 0, freedom: 9 },
      { row: 0, column: 1, mean: 0.7, variance: 0, freedom: 9 },
      { row: 1, column: 0, mean: 0.6, variance: 0, freedom: 9 },
      { row: 1, column: 1, mean: 0.8, variance: 0, freedom: 9 },
      { row: 2, column: 0, mean: 0.9, variance: 0, freedom: 9 },
    ];
    const fit = fitAdditive(3, 2, cells);
    expectClose(fit.interaction.variance, (4 * 0.07 ** 2) / 5);
    expectClose(fit.interaction.freedom, 5);
    expectClose(fit.means[2] ?? NaN, 1);
    // The column's effect is known from two interactions a column, the missing cell from its own and that of the row's cell.
    expectClose(levelOf(fit, 2).variance, (fit.interaction.variance * (1 + 1 + 1)) / 4);
  });
});
