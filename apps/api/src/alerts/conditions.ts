import type { BoardFilter, ModelFigures, Period, PromptChange } from "@evalboard/contract";
import { proportionInterval } from "@evalboard/inference";

/** A prompt change that is worse beyond doubt; see `SURELY`. */
interface WorsePrompt {
  readonly type: "prompt.worse";
  readonly subjectId: string;
  readonly path: string;
  readonly text: string;
  readonly data: PromptChange;
}

/** A model whose calls broke oftener in the last 24 hours than the settings allow. */
interface HighErrorRate {
  readonly type: "model.error_rate";
  readonly subjectId: string;
  readonly path: string;
  readonly text: string;
  readonly data: ModelFigures & { readonly allowedErrorRate: number };
}

/**
 * Something that holds now and that the team wants to hear of. `subjectId` is what it is about, once: the newer prompt
 * version, the model. `text` is one sentence for people, `path` the page that shows more, `data` the API's figures.
 */
export type Condition = WorsePrompt | HighErrorRate;

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

/** Of which runs the board was read. */
type Watched = Pick<BoardFilter, "label" | "tags">;

/**
 * The models whose error rate is over `allowed` beyond chance, by the lower bound of its 95 % interval: one broken call
 * of three are no news. A call whose answer nobody has scored yet did not break.
 */
export function highErrorRates(
  models: readonly ModelFigures[],
  period: Period,
  allowed: number,
  where: Watched,
): Condition[] {
  return models
    .filter(({ erroredItems, items }) => items > 0 && proportionInterval(erroredItems, items).low > allowed)
    .map((model) => ({
      type: "model.error_rate",
      subjectId: model.modelId,
      path: `/models/${model.modelId}?period=${period}`,
      text:
        `Model ${model.provider}/${model.name}: ${rateOf(model)} of its calls broke in the last 24 hours${ofRuns(where)}, ` +
        `more than ${percent.format(allowed)}${wordPasses(model)}`,
      data: { ...model, allowedErrorRate: allowed },
    }));
}

function rateOf({ errorRate, erroredItems, items }: ModelFigures): string {
  return `${percent.format(errorRate ?? 0)} (${erroredItems} of ${items})`;
}

/** How those answers fared that came and were scored. */
function wordPasses({ passRate, passedItems, scoredItems }: ModelFigures): string {
  if (passRate === null) return "";
  return `; of its scored answers ${percent.format(passRate)} passed (${passedItems} of ${scoredItems})`;
}

/** `, in runs labelled main with team=search`, or nothing where it was all of them. */
function ofRuns({ label, tags = {} }: Watched): string {
  const pairs = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
  const labelled = label === undefined ? "" : ` labelled ${label}`;
  const tagged = pairs.length === 0 ? "" : ` with ${pairs.join(", ")}`;
  return labelled + tagged === "" ? "" : `, in runs${labelled}${tagged}`;
}

/**
 * The adjusted p-value below which a worse prompt is told of. It holds however often one looks, and an alert is looked for every
 * minute; so a prompt that is no worse than it was is told of by mistake once in a hundred prompts, for as long as both its
 * versions run. The board's 5 % would be one in twenty: too often for something that interrupts people.
 */
const SURELY = 0.01;

/** The prompt changes of the period that are worse beyond doubt. */
export function worsePrompts(changes: readonly PromptChange[], period: Period, where: Watched): Condition[] {
  return changes
    .filter(
      ({ verdict, adjustedPValue }) =>
        verdict === "worse" && adjustedPValue !== null && adjustedPValue < SURELY,
    )
    .map((change) => ({
      type: "prompt.worse",
      subjectId: change.newer.promptVersionId,
      path: `/prompts/${change.promptId}?period=${period}`,
      text:
        `Prompt "${change.name}": version ${change.newer.number} is worse than version ${change.older.number}, ` +
        `mean score ${signed(change.difference)} over ${change.sharedItems} shared items, ` +
        `in ${change.newer.comparedRuns} and ${change.older.comparedRuns} runs${ofRuns(where)}`,
      data: change,
    }));
}

function signed(difference: number | null): string {
  return (difference ?? 0).toFixed(3).replace("-", "−");
}
