import { keepPreviousData } from "@tanstack/react-query";
import { trpc } from "../../trpc.ts";
import { useSettled } from "../../ui/use-settled.ts";
import { type GroupOption, groupOptions, readCatalogueText } from "./group-options.ts";
import type { OptionGroup } from "../../ui/combobox-list.tsx";

const PAUSE_MS = 200;
/** Most options of each kind. */
const LIMIT = 8;
const MOST_RUNS = 5;

type Offer = {
  readonly groups: readonly OptionGroup<GroupOption>[];
  readonly isPending: boolean;
  readonly error: unknown;
};

/** What the board has that fits the text, once one pauses typing. */
export function useGroupOptions(typed: string): Offer {
  const settled = useSettled(typed, PAUSE_MS);
  const asked = readCatalogueText(settled);
  const { text } = asked;
  const options = { placeholderData: keepPreviousData };
  const catalogue = trpc.runs.catalogue.useQuery({ text, limit: LIMIT }, options);
  // A run is also found by the beginning of its external id, which may look like anything.
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
