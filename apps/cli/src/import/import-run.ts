import type { ImportDeps } from "./import-deps.ts";
import type { RunReport } from "./report.ts";
import { sendRun, type WholeRun } from "./send-run.ts";
import { ServerRefused } from "./server-fault.ts";

/** Sends one run and says what became of it. Throws `ServerUnreachable`. */
export async function importRun(
  run: WholeRun,
  { recorder, serverUrl, progress }: Pick<ImportDeps, "recorder" | "serverUrl" | "progress">,
): Promise<RunReport> {
  const { externalId, model, dataset, prompt } = run.start;
  const about = {
    externalId,
    model,
    dataset: dataset.name,
    prompt: prompt.name,
    results: run.results.length,
  };
  try {
    const { runId, status } = await sendRun(recorder, run, (results) => progress.resultsSent(results));
    return { status, ...about, runId, url: new URL(`/runs/${runId}`, serverUrl).href, error: null };
  } catch (error) {
    if (!(error instanceof ServerRefused)) throw error;
    return { status: "failed", ...about, runId: null, url: null, error: error.message };
  }
}
