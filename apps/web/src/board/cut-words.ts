import { formatCount, formatCounted } from "@evalboard/format";
import type { MatrixReport } from "@evalboard/stats/contract";

type Sides = Pick<MatrixReport, "totalModels" | "totalDatasets"> & {
  readonly models: readonly unknown[];
  readonly datasets: readonly unknown[];
};

/** That the matrix was cut to the most used; null where it is whole. */
export function cutWords({ models, totalModels, datasets, totalDatasets }: Sides): string | null {
  const sides = [
    { shown: models.length, total: totalModels, noun: "model" },
    { shown: datasets.length, total: totalDatasets, noun: "dataset" },
  ].filter(({ shown, total }) => shown < total);
  if (sides.length === 0) return null;
  const parts = sides.map(
    ({ shown, total, noun }) => `the ${formatCount(shown)} most used of ${formatCounted(total, noun)}`,
  );
  return `Showing ${parts.join(" and ")}.`;
}
