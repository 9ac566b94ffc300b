import type { ModelFigures, Period } from "@evalboard/contract";
import { proportionInterval } from "@evalboard/inference";
import type { Condition } from "./condition.ts";

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

/**
 * The models whose error rate is over `allowed` beyond chance, by the lower bound of its 95 % interval: one broken call
 * of three are no news.
 */
export function highErrorRates(
  models: readonly ModelFigures[],
  period: Period,
  allowed: number,
): Condition[] {
  return models
    .filter(({ erroredItems, items }) => items > 0 && proportionInterval(erroredItems, items).low > allowed)
    .map((model) => ({
      type: "model.error_rate",
      subjectId: model.modelId,
      path: `/models/${model.modelId}?period=${period}`,
      text:
        `Model ${model.provider}/${model.name}: ${rateOf(model)} of its calls broke in the last 24 hours, ` +
        `more than ${percent.format(allowed)}`,
      data: { ...model, allowedErrorRate: allowed },
    }));
}

/** The models whose rate is over `allowed`, if by chance: an alert ends only when it is not, and so does not flap. */
export function modelsOver(models: readonly ModelFigures[], allowed: number): string[] {
  return models.filter(({ errorRate }) => (errorRate ?? 0) > allowed).map(({ modelId }) => modelId);
}

function rateOf({ errorRate, erroredItems, items }: ModelFigures): string {
  return `${percent.format(errorRate ?? 0)} (${erroredItems} of ${items})`;
}
