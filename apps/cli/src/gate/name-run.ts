import type { RunRow } from "@evalboard/contract";

type Named = Pick<RunRow, "model" | "dataset" | "prompt">;

/** What a run evaluated: `openai/gpt-4o on capitals`, `openai/gpt-4o → openai/gpt-5 on capitals`. */
export function nameRun({ model, dataset }: Named, baseline: Named | null): string {
  const [before, now] = [baseline?.model ?? model, model].map(({ provider, name }) => `${provider}/${name}`);
  return `${before === now ? now : `${before} → ${now}`} on ${dataset.name}`;
}

/** The prompts of a comparison, as short as they go: `ask v3`, `ask v2 → v3`, `ask v2 → greet v1`. */
export function namePrompts({ prompt }: Named, baseline: Named | null): string {
  const now = `${prompt.name} v${prompt.version}`;
  if (baseline === null || baseline.prompt.versionId === prompt.versionId) return now;
  const before = `${baseline.prompt.name} v${baseline.prompt.version}`;
  return `${before} → ${baseline.prompt.id === prompt.id ? `v${prompt.version}` : now}`;
}
