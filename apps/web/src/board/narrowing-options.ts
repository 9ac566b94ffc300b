import type { Catalogue } from "@evalboard/contract";
import { formatCounted, LOCALE } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { keepPreviousData } from "@tanstack/react-query";
import type { BoardNarrowing } from "../address/board.ts";
import { tagText, withTag } from "../address/tags.ts";
import type { ComboboxOption, OptionGroup } from "../kit/combobox.tsx";
import { useSettled } from "../kit/use-settled.ts";

/** Most options of each kind. */
const LIMIT = 8;

/** What the board can be narrowed to; `change` is that of its address. */
type NarrowingOption = ComboboxOption & { readonly change: BoardNarrowing };

interface Offer {
  readonly groups: readonly OptionGroup<NarrowingOption>[];
  readonly isPending: boolean;
  readonly error: unknown;
}

/** What the board has that fits the text, once one pauses typing. */
export function useNarrowingOptions(typed: string, chosen: BoardNarrowing): Offer {
  const text = useSettled(typed).trim();
  const { data, error, isPending, isPlaceholderData } = trpc.runs.catalogue.useQuery(
    { text: text === "" ? undefined : text, limit: LIMIT },
    { placeholderData: keepPreviousData },
  );
  return {
    groups: data === undefined ? [] : narrowingOptions(data, chosen),
    isPending: text !== typed.trim() || isPending || isPlaceholderData,
    error,
  };
}

/** What there is to choose from, by kind, without what is chosen. One of each kind can be; of tags one of each name. */
export function narrowingOptions(
  { labels, tags, models, datasets, prompts }: Catalogue,
  chosen: BoardNarrowing,
): OptionGroup<NarrowingOption>[] {
  const option = (id: string, name: string, runs: number, change: BoardNarrowing): NarrowingOption => ({
    id: encodeURIComponent(id),
    name,
    detail: formatCounted(runs, "run"),
    change,
  });
  return [
    {
      title: "Labels",
      options: labels
        .filter(({ label }) => label !== chosen.label)
        .map(({ label, runs }) => option(`label-${label}`, label, runs, { label })),
    },
    {
      title: "Tags",
      options: tags
        .map(({ name, value, runs }) => ({ text: tagText(name, value), runs }))
        .filter(({ text }) => chosen.tag?.includes(text) !== true)
        .map(({ text, runs }) => option(`tag-${text}`, text, runs, { tag: withTag(chosen.tag, text) })),
    },
    {
      title: "Models",
      options: models
        .filter(({ id }) => id !== chosen.model)
        .map(({ id, provider, name, runs }) => option(id, `${name} (${provider})`, runs, { model: id })),
    },
    {
      title: "Datasets",
      options: datasets
        .filter(({ id }) => id !== chosen.dataset)
        .map(({ id, name, runs }) => option(id, name, runs, { dataset: id })),
    },
    {
      title: "Prompts",
      options: prompts
        .filter(({ id }) => id !== chosen.prompt)
        .map(({ id, name, runs }) => option(id, name, runs, { prompt: id })),
    },
  ];
}

/** One thing that the board is narrowed to, by name. */
export interface NarrowingPart {
  readonly kind: "Label" | "Tag" | "Model" | "Dataset" | "Prompt";
  readonly name: string;
  /** The change of the address that takes it away. */
  readonly without: BoardNarrowing;
}

/** `label main, tag temperature=0.2, and model swift`; null where the board is of all runs. */
export function narrowingWords(parts: readonly NarrowingPart[]): string | null {
  if (parts.length === 0) return null;
  const list = new Intl.ListFormat(LOCALE, { type: "conjunction" });
  return list.format(parts.map(({ kind, name }) => `${kind.toLowerCase()} ${name}`));
}
