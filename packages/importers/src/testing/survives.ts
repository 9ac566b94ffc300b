import { CompleteRun, NewResult, StartRun } from "@evalboard/contract";
import { expect } from "vitest";
import { ImportError, type SourceFile } from "../importer.ts";
import type { SurveyOptions } from "../survey-file.ts";
import { readWhole } from "./parse.ts";

/** Either valid runs or an ImportError with words; anything else thrown fails the test. */
export async function survives(
  file: SourceFile,
  options?: SurveyOptions,
  beside?: readonly SourceFile[],
): Promise<void> {
  try {
    const { runs } = await readWhole(file, options, beside);
    expect(runs.length).toBeGreaterThan(0);
    expect(new Set(runs.map(({ start }) => start.externalId)).size).toBe(runs.length);
    for (const { start, results, end } of runs) {
      StartRun.parse(start);
      NewResult.array().min(1).parse(results);
      CompleteRun.shape.completedAt.parse(end.at);
      if (end.at !== undefined && start.startedAt !== undefined)
        expect(Date.parse(end.at)).toBeGreaterThanOrEqual(Date.parse(start.startedAt));
      const keys = results.map(({ itemKey, repeat }) => JSON.stringify([itemKey, repeat]));
      expect(new Set(keys).size).toBe(keys.length);
    }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    expect(error.message).toMatch(/^\P{Cc}+$/u);
  } finally {
    expect(Object.keys(Object.prototype), "a file that writes into all objects").toEqual([]);
  }
}
