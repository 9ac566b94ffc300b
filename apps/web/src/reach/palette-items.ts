import { trpc } from "@evalboard/react";
import { useNavigate } from "@tanstack/react-router";
import { useSettled } from "../kit/use-settled.ts";
import { useGoToView, useViews } from "../views/use-views.ts";
import { places, useGoTo } from "./places.ts";

/** One thing that the palette offers. `id` is its own in the whole list. */
export interface PaletteItem {
  readonly id: string;
  readonly name: string;
  /** Beside it, small. */
  readonly detail?: string;
  /** The palette stays open for what comes after it. */
  readonly staysOpen?: boolean;
  readonly choose: () => void;
}

export interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

/** Most of each kind that the server is asked for. */
const LIMIT = 5;

/** What is called so on the server, and whether more of it is on the way. */
export function useFound(typed: string): {
  readonly groups: readonly PaletteGroup[];
  readonly isPending: boolean;
} {
  const text = useSettled(typed).trim();
  const isAsked = text !== "";
  const navigate = useNavigate();
  const catalogue = trpc.runs.catalogue.useQuery({ text, limit: LIMIT }, { enabled: isAsked });
  const runs = trpc.runs.list.useQuery({ text, limit: LIMIT }, { enabled: isAsked });
  const { models = [], datasets = [], prompts = [] } = (isAsked ? catalogue.data : undefined) ?? {};
  return {
    groups: [
      {
        title: "Models",
        items: models.map(({ id, provider, name }) => ({
          id: `model ${id}`,
          name,
          detail: provider,
          choose: () => void navigate({ to: "/models/$modelId", params: { modelId: id } }),
        })),
      },
      {
        title: "Datasets",
        items: datasets.map(({ id, name }) => ({
          id: `dataset ${id}`,
          name,
          choose: () => void navigate({ to: "/datasets/$datasetId", params: { datasetId: id } }),
        })),
      },
      {
        title: "Prompts",
        items: prompts.map(({ id, name }) => ({
          id: `prompt ${id}`,
          name,
          choose: () => void navigate({ to: "/prompts/$promptId", params: { promptId: id } }),
        })),
      },
      {
        title: "Runs",
        items: ((isAsked ? runs.data : undefined)?.runs ?? []).map(
          ({ id, externalId, model, dataset, prompt }) => ({
            id: `run ${id}`,
            name: externalId,
            detail: `${model.name} on ${dataset.name}, ${prompt.name} v${prompt.version}`,
            choose: () => void navigate({ to: "/runs/$runId", params: { runId: id } }),
          }),
        ),
      },
    ],
    isPending: text !== typed.trim() || (isAsked && (catalogue.isPending || runs.isPending)),
  };
}

/** The pages, and the views that the team has saved. */
export function usePlaces(): readonly PaletteGroup[] {
  const goTo = useGoTo();
  const goToView = useGoToView();
  const { data: views = [] } = useViews();
  return [
    {
      title: "Saved views",
      items: views.map((view) => ({
        id: `view ${view.id}`,
        name: view.name,
        detail: view.address,
        choose: () => goToView(view),
      })),
    },
    {
      title: "Pages",
      items: places.map((place) => ({
        id: `page ${place.letter}`,
        name: place.name,
        detail: `g ${place.letter}`,
        choose: () => goTo(place),
      })),
    },
  ];
}

/** Those that have every word of the text in their name or beside it, whatever its case; all of an empty one. */
export function matching(groups: readonly PaletteGroup[], text: string): PaletteGroup[] {
  const words = text.toLowerCase().split(/\s+/);
  const fits = ({ name, detail = "" }: PaletteItem) => {
    const all = `${name} ${detail}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
  return groups.map(({ title, items }) => ({ title, items: items.filter(fits) }));
}
