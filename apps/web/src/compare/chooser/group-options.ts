import type { Catalogue, RunRow } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";
import { runName } from "../../runs/run-name.ts";
import type { ComboboxOption, OptionGroup } from "../../ui/combobox-list.tsx";
import type { Criterion } from "../compare-search.ts";

/** What a group can be narrowed to. */
export type GroupOption = ComboboxOption & { readonly criterion: Criterion; readonly value: string };

/** Newest versions of a prompt that are offered before anything is searched. */
const FEW_VERSIONS = 3;

/** What there is to choose from, by kind; runs last. With a search all versions of a prompt are offered, or the one it names. */
export function groupOptions(
  { models, datasets, prompts, labels }: Catalogue,
  runs: readonly RunRow[],
  { text, version }: CatalogueText,
): OptionGroup<GroupOption>[] {
  const option = (
    criterion: Criterion,
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
    const named = versions.filter(({ number }) => version === undefined || number === version);
    const shown = text === undefined ? named.slice(0, FEW_VERSIONS) : named;
    const own = shown.map((one) => option("promptVersionId", one.id, `${name} v${one.number}`, one.runs));
    return version === undefined ? [...own, option("promptId", id, `${name}, all versions`, count)] : own;
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
export type CatalogueText = { readonly text: string | undefined; readonly version: number | undefined };

/** Reads what was typed: `summary v3` means the third version. */
export function readCatalogueText(typed: string): CatalogueText {
  const [, name, number] = /^(.*\S)\s+v(\d{1,6})$/iu.exec(typed.trim()) ?? [];
  if (name !== undefined) return { text: name, version: Number(number) };
  return { text: typed.trim() === "" ? undefined : typed.trim(), version: undefined };
}
