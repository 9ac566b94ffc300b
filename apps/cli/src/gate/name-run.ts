import type { RunRow } from "@evalboard/runs/contract";

type Prompted = Pick<RunRow, "prompt">;

/** What a run evaluated: `openai/gpt-4o on capitals`. */
export function nameRun({ model, dataset }: Pick<RunRow, "model" | "dataset">): string {
  return `${model.provider}/${model.name} on ${dataset.name}`;
}

/** The prompts of a comparison, as short as they go: `ask v3`, `ask v2 → v3`, `ask v2 → greet v1`. */
export function namePrompts({ prompt }: Prompted, baseline: Prompted | null): string {
  const now = `${prompt.name} v${prompt.version}`;
  if (baseline === null || baseline.prompt.versionId === prompt.versionId) return now;
  const before = `${baseline.prompt.name} v${baseline.prompt.version}`;
  return `${before} → ${baseline.prompt.id === prompt.id ? `v${prompt.version}` : now}`;
}
