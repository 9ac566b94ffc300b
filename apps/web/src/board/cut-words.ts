import type { MatrixReport } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";

type Sides = Pick<MatrixReport, "totalModels" | "totalDatasets"> & {
  readonly models: readonly unknown[];
  readonly datasets: readonly unknown[];
};

/** That the matrix was cut, and to what: each side begins as the server ranked it. Null where it is whole. */
export function cutWords({ models, totalModels, datasets, totalDatasets }: Sides): string | null {
  const sides = [
    { shown: models.length, total: totalModels, first: "best", noun: "model" },
    { shown: datasets.length, total: totalDatasets, first: "hardest", noun: "dataset" },
  ].filter(({ shown, total }) => shown < total);
  if (sides.length === 0) return null;
  const parts = sides.map(
    ({ shown, total, first, noun }) => `the ${formatCount(shown)} ${first} of ${formatCounted(total, noun)}`,
  );
  return `Showing ${parts.join(" and ")}.`;
}
