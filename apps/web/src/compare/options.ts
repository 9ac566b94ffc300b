import type { Catalogue, RunRow } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { keepPreviousData } from "@tanstack/react-query";
import { tagText } from "../address/tags.ts";
import { runName } from "../figures/run.tsx";
import type { ComboboxOption, OptionGroup } from "../kit/combobox.tsx";
import { useSettled } from "../kit/use-settled.ts";
import type { Narrowing } from "./search.ts";

/** Most options of each kind. */
const LIMIT = 8;
const MOST_RUNS = 5;

interface Offer {
  readonly groups: readonly OptionGroup<GroupOption>[];
  readonly isPending: boolean;
  readonly error: unknown;
}

/** What the board has that fits the text, once one pauses typing. */
export function useGroupOptions(typed: string): Offer {
  const settled = useSettled(typed);
  const asked = readCatalogueText(settled);
  const { text } = asked;
  const options = { placeholderData: keepPreviousData };
  const catalogue = trpc.runs.catalogue.useQuery({ text, limit: LIMIT }, options);
  // A run is also found by the start of its external id, which may look like anything.
  const runs = trpc.runs.list.useQuery(
    { text: settled.trim() || undefined, status: "completed", limit: MOST_RUNS },
    options,
  );
  return {
    groups: catalogue.data === undefined ? [] : groupOptions(catalogue.data, runs.data?.runs ?? [], asked),
    isPending: settled !== typed || catalogue.isPending || catalogue.isPlaceholderData,
    error: catalogue.error,
  };
}

/** What a group can be narrowed to. */
type GroupOption = ComboboxOption & { readonly criterion: Narrowing; readonly value: string };

/** Newest versions of a prompt that are offered before anything is searched. */
const FEW_VERSIONS = 3;

/** What there is to choose from, by kind; runs last. With a search all versions of a prompt are offered, or the one it names. */
export function groupOptions(
  { models, datasets, prompts, labels, tags }: Catalogue,
  runs: readonly RunRow[],
  wanted: CatalogueText,
): OptionGroup<GroupOption>[] {
  const option = (
    criterion: Narrowing,
    value: string,
    name: string,
    detail: number | string,
  ): GroupOption => ({
    id: `${criterion}-${encodeURIComponent(value)}`,
    criterion,
    value,
    name,
    detail: typeof detail === "number" ? formatCounted(detail, "run") : detail,
  });
  const promptOptions = prompts.flatMap(({ id, name, runs: count, versions }) => {
    const named = versions.filter(({ number }) => wanted.version === undefined || number === wanted.version);
    const shown = wanted.text === undefined ? named.slice(0, FEW_VERSIONS) : named;
    const own = shown.map((one) => option("promptVersionId", one.id, `${name} v${one.number}`, one.runs));
    return wanted.version === undefined
      ? [...own, option("promptId", id, `${name}, all versions`, count)]
      : own;
  });
  return [
    { title: "Prompts", options: promptOptions },
    {
      title: "Models",
      options: models.map((one) => option("modelId", one.id, `${one.name} (${one.provider})`, one.runs)),
    },
    { title: "Datasets", options: datasets.map((one) => option("datasetId", one.id, one.name, one.runs)) },
    {
      title: "Labels",
      options: labels.map(({ label, runs: count }) => option("label", label, label, count)),
    },
    {
      title: "Tags",
      options: tags.map(({ name, value, runs: count }) => {
        const text = tagText(name, value);
        return option("tag", text, text, count);
      }),
    },
    {
      title: "Single runs",
      options: runs.map((run) =>
        option(
          "runId",
          run.id,
          runName(run),
          run.averageScore === null ? "no score" : formatScore(run.averageScore),
        ),
      ),
    },
  ];
}

/** What is looked for: names, and a prompt's version. */
interface CatalogueText {
  readonly text: string | undefined;
  readonly version: number | undefined;
}

/** Reads what was typed: `summary v3` means the third version. */
export function readCatalogueText(typed: string): CatalogueText {
  const [, name, number] = /^(.*\S)\s+v(\d{1,6})$/iu.exec(typed.trim()) ?? [];
  if (name !== undefined) return { text: name, version: Number(number) };
  return { text: typed.trim() === "" ? undefined : typed.trim(), version: undefined };
}
