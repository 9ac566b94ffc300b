import type { RunEnd } from "../importer.ts";
import { withoutStack } from "../without-stack.ts";
import type { LogHeader } from "./log-header.ts";

const WHY = {
  error: "The evaluation broke and did not say why",
  cancelled: "The evaluation was cancelled",
  started: "The evaluation had not ended when its log was written",
};

/** How and when a log's evaluation ended; never before it began. */
export function endOf({ status, error, stats, eval: { created } }: LogHeader): RunEnd {
  const started = stats?.started_at ?? created;
  const ended = stats?.completed_at ?? started;
  const latest = started && ended && Date.parse(ended) < Date.parse(started) ? started : ended;
  const at = latest ? { at: latest } : {};
  if (status === "success") return { status: "completed", ...at };
  return { status: "failed", ...at, error: withoutStack(error?.message ?? "") || WHY[status] };
}
