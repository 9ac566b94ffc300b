import type { LikelySame, NameKind, RenamePreview, Renaming, RunDetail } from "@evalboard/contract";
import type { NamesClient } from "../names/commands.ts";
import type { LabellingClient } from "../names/label.ts";
import type { MetricsClient } from "../names/metric.ts";
import type { RenamingClient } from "../names/rename.ts";

const idOf = (number: number) => `019ab000-0000-7000-8000-00000000000${number}`;
const models = [
  { id: idOf(1), provider: "openai", name: "gpt-4o", runs: 3 },
  { id: idOf(2), provider: "openrouter", name: "openai/gpt-4o", runs: 1 },
];
const datasets = [{ id: idOf(3), name: "fema's incidents", runs: 4 }];
const prompts = [{ id: idOf(4), name: "extract", runs: 4, versions: [] }];

/** A board of few names that keeps what it is told. */
export class MemoryNames {
  likely: LikelySame[] = [];
  made: Renaming[] = [];
  /** What a renaming is said to move. */
  moves: Partial<RenamePreview> = {};
  readonly told: unknown[] = [];
  readonly names: NamesClient["names"] & RenamingClient["names"] & MetricsClient["names"] = {
    likelySame: { query: async () => this.likely },
    renamings: { query: async () => this.made },
    undo: { mutate: async (input) => this.tell("undo", input, renamingOf(input.renamingId, false)) },
    preview: {
      query: async ({ kind, name, provider = "openai" }) => ({
        kind,
        from: subject(kind, "openai", "gpt-4o-2024-08-06"),
        to: { ...subject(kind, provider, name), id: null },
        movedRuns: 2,
        presentRuns: 0,
        movedVersions: 0,
        sharedVersions: 0,
        ...this.moves,
      }),
    },
    rename: { mutate: async (input) => this.tell("rename", input, renamingOf(idOf(9), true)) },
    describeMetric: { mutate: async (input) => this.tell("metric", input, input) },
  };
  readonly runs: RenamingClient["runs"] & LabellingClient["runs"] = {
    catalogue: {
      query: async ({ text = "" }) => {
        const holds = ({ name }: { readonly name: string }) => name.includes(text);
        return {
          models: models.filter(holds),
          datasets: datasets.filter(holds),
          prompts: prompts.filter(holds),
          labels: [],
          tags: [],
        };
      },
    },
    list: {
      query: async ({ externalId }) => ({
        runs: externalId === "nightly" ? [nightly] : [],
        nextCursor: null,
      }),
    },
    get: {
      query: async () => {
        throw Object.assign(new Error("no such run"), { data: { httpStatus: 404 } });
      },
    },
    describe: {
      mutate: async ({ runId, ...change }) =>
        this.tell("describe", { runId, ...change }, { ...nightly, label: "main", tags: { branch: "main" } }),
    },
  };

  private tell<Answer>(what: string, input: unknown, answer: Answer): Answer {
    this.told.push([what, input]);
    return answer;
  }
}

// oxlint-disable-next-line no-unsafe-type-assertion -- no more of it is looked at
const nightly = { id: idOf(7), externalId: "nightly" } as RunDetail;

function subject(kind: NameKind, provider: string, name: string) {
  return { id: idOf(1), provider: kind === "model" ? provider : null, name };
}

/** A model that was given its short name. */
export function renamingOf(id: string, undoable: boolean): Renaming {
  return {
    id,
    kind: "model",
    from: subject("model", "openai", "gpt-4o-2024-08-06"),
    to: subject("model", "openai", "gpt-4o"),
    at: "2026-03-02T10:00:00.000Z",
    merged: false,
    undoable,
  };
}
