import { resolve } from "node:path";
import { z } from "zod";
import { type BoardOptions, toBoard } from "../board.ts";
import { sendFile } from "../send-file.ts";
import { evaluationTime } from "./evaluation-time.ts";

/** What promptfoo hands to an extension when an evaluation has ended, as far as it is used here. */
const Context = z.object({
  evalId: z.string().min(1),
  results: z.array(z.unknown()),
  prompts: z.array(z.unknown()),
  config: z.looseObject({ outputPath: z.union([z.string(), z.array(z.string())]).nullish() }),
});

/**
 * promptfoo's extension hook `afterAll`, for a file that exports it on: `extensions: ["file://evalboard.mjs:afterAll"]`.
 * Records the evaluation as the runs, with the ids, that an import of its `-o results.json` makes. A board that is away changes nothing of
 * the evaluation, unless `EVALBOARD_STRICT` is set.
 */
export function afterAll(context: unknown): Promise<void> {
  return recordEvaluation(context);
}

/** The same with options: `export const afterAll = (context) => recordEvaluation(context, { label: "nightly" })`. */
export async function recordEvaluation(context: unknown, options: BoardOptions = {}): Promise<void> {
  await toBoard(options, async () => {
    const parsed = Context.safeParse(context);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`promptfoo's context has another shape: ${issue?.path.join(".")}: ${issue?.message}`);
    }
    const { evalId, results, prompts, config } = parsed.data;
    if (results.length === 0) return;
    const startedAt = await evaluationTime(evalId);
    const metadata = { evaluationCreatedAt: startedAt, exportedAt: new Date().toISOString() };
    const facts = JSON.stringify({ version: 3, timestamp: startedAt ?? undefined, prompts });
    // In pieces: the whole may be longer than a text can be.
    const blob = new Blob([
      `{"evalId":${JSON.stringify(evalId)},"metadata":${JSON.stringify(metadata)},"config":${JSON.stringify(config)}`,
      `,"results":${facts.slice(0, -1)},"results":[`,
      ...results.flatMap((row, index) => [index === 0 ? "" : ",", JSON.stringify(row)]),
      "]}}",
    ]);
    const path = resolve(outputOf(config.outputPath));
    await sendFile({ name: path, path, blob }, { format: "promptfoo" }, options);
  });
}

/** Where the evaluation is named after its file, here too. */
function outputOf(outputPath: string | readonly string[] | null | undefined): string {
  return [outputPath ?? []].flat().find((path) => path.endsWith(".json")) ?? "results.json";
}
