import type { Outcome } from "@evalboard/client";
import { type SourceFile, surveyFile, type SurveyOptions } from "@evalboard/importers";
import { type BoardOptions, sendRuns, toBoard } from "./board.ts";

/**
 * Records what a tool wrote, as `evalboard import` would: the same runs, with the same ids. `said` is what a person says about
 * the file, such as the model. A file that cannot be read is told like a board that is away.
 */
export async function sendFile(
  file: SourceFile,
  said: SurveyOptions = {},
  options: BoardOptions = {},
): Promise<ReadonlyMap<number, Outcome>> {
  let outcomes: ReadonlyMap<number, Outcome> = new Map();
  await toBoard(options, async () => {
    outcomes = await sendRuns(await surveyFile(file, said), options);
  });
  return outcomes;
}
