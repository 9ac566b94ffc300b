/** Something that was there for the first time at an instant, ISO 8601 in UTC. */
export interface News {
  readonly at: string;
  /** `new model openai/gpt-4o`. */
  readonly words: string;
}

/** What is new in a step: how much, and the first few in words. */
interface StepNews {
  readonly count: number;
  readonly lines: readonly string[];
}

/** So many are told by name; where there are more, how many more. */
const TOLD = 4;

/** What is new in each step of a chart. A step holds all from where it begins to where the next one does. */
export function newsByStep(
  news: readonly News[],
  steps: readonly { readonly from: string; readonly to: string }[],
): StepNews[] {
  return steps.map(({ from, to }, step) => {
    const end = steps[step + 1]?.from ?? to;
    // Not by their text: an instant may be written with more or fewer digits.
    const isWithin = ({ at }: News): boolean =>
      Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(end);
    const within = news.filter(isWithin);
    const lines = within.slice(0, TOLD).map(({ words }) => words);
    if (within.length > TOLD) lines.push(`and ${within.length - TOLD} more that are new`);
    return { count: within.length, lines };
  });
}
