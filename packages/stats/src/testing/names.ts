import { type BoardRun, datasetNames, modelNames, promptNames, promptVersions } from "./board.ts";

/** What each name of the catalogue stands for, by its index: itself, or the one that it was renamed to or merged into. */
export interface Names {
  readonly models: readonly number[];
  readonly datasets: readonly number[];
  readonly prompts: readonly number[];
}

const own = (names: readonly unknown[]) => names.map((_, index) => index);

/** Every name stands for itself. */
export const ownNames: Names = {
  models: own(modelNames),
  datasets: own(datasetNames),
  prompts: own(promptNames),
};

/** A version as it is called now; indices are of the catalogue. */
export interface CalledVersion {
  /** The one that it is: of a prompt's versions of one text the first. */
  readonly canonical: number;
  readonly prompt: number;
  readonly number: number;
  readonly text: string;
  /** The first of all that are this one. */
  readonly firstRunAt: Date;
}

/** The catalogue's versions in their order, of the prompts that their names stand for. */
export function calledVersions({ prompts }: Names): CalledVersion[] {
  const recorded = promptVersions.map((version, index) => ({
    ...version,
    index,
    prompt: prompts[version.prompt]!,
  }));
  return recorded.map(({ prompt, text }) => {
    const ofPrompt = recorded.filter((version) => version.prompt === prompt);
    const texts = [...new Set(ofPrompt.map((version) => version.text))].map((each) => {
      const alike = ofPrompt.filter((version) => version.text === each);
      const firstMs = Math.min(...alike.map(({ firstRunAt }) => firstRunAt.getTime()));
      return { text: each, canonical: alike[0]!.index, firstMs };
    });
    const inOrder = texts.toSorted((a, b) => a.firstMs - b.firstMs || a.canonical - b.canonical);
    const place = inOrder.findIndex((each) => each.text === text);
    const { canonical, firstMs } = inOrder[place]!;
    return { canonical, prompt, number: place + 1, text, firstRunAt: new Date(firstMs) };
  });
}

/** The runs of a board, of what the names that they were recorded with stand for. */
export function asCalled(board: readonly BoardRun[], names: Names): BoardRun[] {
  const versions = calledVersions(names);
  return board.map((run) => ({
    ...run,
    model: names.models[run.model]!,
    dataset: names.datasets[run.dataset]!,
    promptVersion: versions[run.promptVersion]!.canonical,
  }));
}
