import { Matrix } from "ml-matrix";
import { NORMAL } from "./distributions.ts";
import { type FitCell, forwardSolved, gramOf, leastSquares, type Table } from "./least-squares.ts";
import { type Prior, type SquaresAt, varianceFor } from "./paule-mandel.ts";

/**
 * What boards of models and datasets are like before this one is seen: the variance of a model's own liking of a dataset, and
 * how many degrees of freedom that is worth.
 */
const PRIOR: Prior = { variance: 0.07 ** 2, freedom: 4 };

/** The rows' means over all columns, each weighing the same. */
export interface AdditiveFit {
  readonly means: readonly number[];
  /** The covariance of their errors. */
  readonly covariance: Matrix;
  /** How the covariance grows with the logarithm of the interaction's variance. */
  readonly slope: Matrix;
  /** What is predicted of each row and column; a row's mean is that of its predictions. */
  readonly predictions: Matrix;
  /** The variance of the interaction, and the degrees of freedom that it is known with; and those of the errors. */
  readonly interaction: { readonly variance: number; readonly freedom: number };
  readonly errorFreedom: number;
}

/**
 * The additive model of a table with holes, mean = row + column + interaction + error, the error's variance known. A row's
 * mean over all columns has its own interactions in it where it was run: it is the best linear unbiased prediction
 * (Henderson, Biometrics 31, 1975), the mean over the columns of what was measured, drawn towards the additive fit by as
 * much as it is uncertain, and of the fit alone where nothing was. The rows and columns must be connected.
 */
export function fitAdditive(rows: number, columns: number, cells: readonly FitCell[]): AdditiveFit {
  const table = { rows, columns, cells };
  const variance = interactionOf(table);
  const covarianceAt = (factor: number) => predict(table, variance * factor).covariance;
  const slope = covarianceAt(Math.exp(STEP))
    .sub(covarianceAt(Math.exp(-STEP)))
    .div(2 * STEP);
  return {
    ...predict(table, variance),
    slope,
    interaction: { variance, freedom: freedomOf(table, variance) },
    errorFreedom: errorFreedomOf(cells),
  };
}

/** An estimate, the variance of its error, and the degrees of freedom that this is known with. */
export interface Estimate {
  readonly value: number;
  readonly variance: number;
  readonly freedom: number;
}

/** How much more the one row has than the other, where the error has a known variance `beside` that of the fit. */
export function differenceOf(fit: AdditiveFit, one: number, other: number, beside = 0): Estimate {
  const { means, covariance, slope } = fit;
  const ofPair = (of: Matrix) => of.get(one, one) + of.get(other, other) - 2 * of.get(one, other);
  return {
    value: (means[one] ?? 0) - (means[other] ?? 0),
    ...knownAs(fit, ofPair(covariance), ofPair(slope), beside),
  };
}

/** What the row has, likewise. */
export function levelOf(fit: AdditiveFit, row: number, beside = 0): Estimate {
  const { means, covariance, slope } = fit;
  return {
    value: means[row] ?? 0,
    ...knownAs(fit, covariance.get(row, row), slope.get(row, row), beside),
  };
}

/**
 * The variance with Satterthwaite's degrees of freedom, 2 V² / Var(V), as lmerTest has them (Kuznetsova, Brockhoff and
 * Christensen, J Stat Softw 82, 2017). The variance of the fit is of degree one in the variances of the interaction and the
 * errors, so that what does not come of the one comes of the others.
 */
function knownAs(
  { interaction, errorFreedom }: AdditiveFit,
  ofFit: number,
  slope: number,
  beside: number,
): { variance: number; freedom: number } {
  const variance = ofFit + beside;
  const inverse = slope ** 2 / interaction.freedom + (ofFit - slope) ** 2 / errorFreedom;
  return { variance, freedom: inverse === 0 ? NORMAL : Math.min(NORMAL, variance ** 2 / inverse) };
}

/** Of the sum of all errors' variances, taken to be wrong together, as they are where they come of the same runs or items. */
function errorFreedomOf(cells: readonly FitCell[]): number {
  const [sum, deviation] = cells.reduce(
    ([before, off], { variance, freedom }) => [before + variance, off + variance / Math.sqrt(freedom)],
    [0, 0],
  );
  return deviation === 0 ? NORMAL : (sum / deviation) ** 2;
}

/** Of a central difference whose own error is then about 1e-9. */
const STEP = 1e-4;

/**
 * The interaction's variance, by the residuals of the fit (`varianceFor`): where errors hide it, it is the prior's. The fit is
 * the least of the weighted squares, so its slope is that of the weights alone.
 */
function interactionOf({ rows, columns, cells }: Table): number {
  // It is the same of the table turned on its side, where the equations of the columns are fewer.
  const turned = cells.map((cell) => ({ ...cell, row: cell.column, column: cell.row }));
  const table = columns > rows ? { rows: columns, columns: rows, cells: turned } : { rows, columns, cells };
  const plain = squaresOf(
    table,
    table.cells.map(() => 1),
    () => 1,
  );
  return varianceFor(plain.squares, residualFreedom(table), PRIOR, (variance) =>
    squaresOf(table, weightsAt(table, variance), (weight) => (weight * variance) ** 2),
  );
}

function residualFreedom({ rows, columns, cells }: Table): number {
  return cells.length - rows - columns + 1;
}

/**
 * What the interaction's variance is known with: 2 s² / Var(s), by its information in residuals whose weights are w, that
 * is Σ (s w)² of them, and by that of the prior. Residuals that measurement alone explains tell nothing of it.
 */
function freedomOf(table: Table, variance: number): number {
  const told = weightsAt(table, variance).reduce((sum, weight) => sum + (variance * weight) ** 2, 0);
  return PRIOR.freedom + (residualFreedom(table) * told) / table.cells.length;
}

function weightsAt({ cells }: Table, interaction: number): number[] {
  return cells.map(({ variance }) => 1 / (interaction + variance));
}

/** The squares of the residuals, weighted as they were fitted, and the same by the slopes of the weights. */
function squaresOf(table: Table, weights: readonly number[], slopeOf: (weight: number) => number): SquaresAt {
  const { fitted } = leastSquares(table, weights);
  let [squares, slope] = [0, 0];
  for (const [index, { mean }] of table.cells.entries()) {
    const residual = (mean - (fitted[index] ?? 0)) ** 2;
    const weight = weights[index] ?? 0;
    squares += weight * residual;
    slope += slopeOf(weight) * residual;
  }
  return { squares, slope };
}

/**
 * What is predicted of every row and column, the rows' means and the covariance of their errors, when the interaction's variance s is known.
 * With h = v / (s + v), and 1 where a row was not run, it is (1 − h) measured + h (row + column), and the error of a row's mean is that of the
 * fit in (Σ h row + Σ h column) / columns, beside s Σ h / columns² of its own.
 */
function predict(
  table: Table,
  interaction: number,
): Pick<AdditiveFit, "predictions" | "means" | "covariance"> {
  const { rows, columns, cells } = table;
  const weights = weightsAt(table, interaction);
  const { ofRows, ofColumns, ofRow, share, equations } = leastSquares(table, weights);
  const ofFit = Matrix.ones(rows, columns);
  const predictions = Matrix.zeros(rows, columns).addColumnVector(ofRows).addRowVector(ofColumns.transpose());
  for (const [index, { row, column, mean, variance }] of cells.entries()) {
    const its = variance * (weights[index] ?? 0);
    ofFit.set(row, column, its);
    predictions.set(row, column, (1 - its) * mean + its * predictions.get(row, column));
  }
  const ofItsFit = ofFit.sum("row");
  const slack = ofFit.sub(share.mulColumnVector(ofItsFit)).div(columns);
  const half = forwardSolved(equations.lowerTriangularMatrix, slack.transpose());
  const covariance = gramOf(half);
  for (const [row, its] of ofItsFit.entries()) {
    const own = (interaction * its + its ** 2 / (ofRow[row] ?? 0)) / columns ** 2;
    covariance.set(row, row, covariance.get(row, row) + own);
  }
  return { predictions, means: predictions.mean("row"), covariance };
}
