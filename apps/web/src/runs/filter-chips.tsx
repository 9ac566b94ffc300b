import type { RunRow } from "@evalboard/runs/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Chip } from "../ui/chip.tsx";
import { hasFilters, withoutFilters } from "./runs-search.ts";
import { useRunsSearch } from "./use-runs-search.ts";

type FilterChipsProps = {
  /** One of the runs that are shown: it knows the names behind the address's ids. */
  readonly sample: RunRow | undefined;
};

/** The model, dataset and prompt that the list is narrowed to, and the way back to all runs. */
export function FilterChips({ sample }: FilterChipsProps): ReactNode {
  const [search, change] = useRunsSearch();
  if (!hasFilters(search)) return null;
  const prompt = sample?.prompt;
  const chips = [
    { kind: "Model", key: "modelId", name: sample?.model.name },
    { kind: "Dataset", key: "datasetId", name: sample?.dataset.name },
    { kind: "Prompt", key: "promptId", name: prompt?.name },
    { kind: "Prompt", key: "promptVersionId", name: prompt && `${prompt.name} v${prompt.version}` },
  ] as const;
  return (
    <div className="-mt-2 flex flex-wrap items-center gap-2">
      {chips
        .filter(({ key }) => search[key] !== undefined)
        .map(({ kind, key, name }) => (
          <Chip key={key} kind={kind} name={name ?? "chosen"} remove={() => change({ [key]: undefined })} />
        ))}
      <Link
        to="/runs"
        search={withoutFilters(search)}
        className="rounded-md px-1.5 py-1 text-sm text-muted underline underline-offset-2 hover:text-ink"
      >
        Clear
      </Link>
    </div>
  );
}
