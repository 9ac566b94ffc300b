import { isRecord } from "../json.ts";
import { type FoundTags, gatherTags, generationSettings } from "../tags.ts";
import type { Provider, ResultsFile } from "./file.ts";
import type { RowGroup } from "./rows.ts";

/** The tags of a run: the suite's, its metadata, what the metadata of all its tests says alike, and its provider's settings. */
export function tagsOf(
  config: ResultsFile["config"],
  { metadata, provider }: Pick<RowGroup, "metadata" | "provider">,
): FoundTags {
  return gatherTags(
    config?.tags,
    config?.metadata,
    metadata,
    provider ? settingsOf(config?.providers, provider) : {},
  );
}

/** What a provider generates its answers with, found by its label or its id; nothing where the suite has several of that. */
function settingsOf(providers: unknown, { id, label }: Provider): Readonly<Record<string, unknown>> {
  const list: readonly unknown[] = Array.isArray(providers) ? providers : [providers];
  const entries = list.flatMap(entriesOf);
  const own = entries.filter((entry) => (label ? entry.label === label : !entry.label && entry.id === id));
  const config = own.length === 1 ? own[0]?.config : null;
  return isRecord(config) ? generationSettings(config) : {};
}

interface Entry {
  readonly id: unknown;
  readonly label?: unknown;
  readonly config?: unknown;
}

/** `openai:gpt-4o`, `{ id: openai:gpt-4o, config }`, or `{ openai:gpt-4o: { config } }`. */
function entriesOf(provider: unknown): Entry[] {
  if (typeof provider === "string") return [{ id: provider }];
  if (!isRecord(provider)) return [];
  if (typeof provider.id === "string") return [{ ...provider, id: provider.id }];
  return Object.entries(provider).flatMap(([id, about]) => (isRecord(about) ? [{ id, ...about }] : []));
}
