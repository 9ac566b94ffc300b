import { CholeskyDecomposition, Matrix } from "ml-matrix";

/** The mean of one row (a model) in one column (a dataset), with the variance of its error, and how well that is known. */
export interface FitCell {
  readonly row: number;
  readonly column: number;
  readonly mean: number;
  readonly variance: number;
  readonly freedom: number;
}

/** A table with holes; its rows and columns are connected by its cells. */
export interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly FitCell[];
}

/** The weighted least squares of row + column, by the normal equations with the rows eliminated. */
export function leastSquares(table: Table, weights: readonly number[]) {
  const { rows, columns, cells } = table;
  const weight = Matrix.zeros(rows, columns);
  const weighted = Matrix.zeros(rows, columns);
  for (const [index, { row, column, mean }] of cells.entries()) {
    const its = weights[index] ?? 0;
    weight.set(row, column, its);
    weighted.set(row, column, its * mean);
  }
  const ofRow = weight.sum("row");
  const share = weight.clone().divColumnVector(ofRow);
  const half = weight.clone().divColumnVector(ofRow.map(Math.sqrt));
  const normal = Matrix.diag(weight.sum("column")).sub(gramOf(half));
  // Rows may all rise and columns all fall by as much: what does not change by that does not change by this.
  normal.add(normal.trace() / columns + 1);
  const equations = new CholeskyDecomposition(normal);
  const rowMeans = weighted.sum("row").map((sum, row) => sum / (ofRow[row] ?? 0));
  const right = Matrix.columnVector(weighted.sum("column")).sub(
    weight.transpose().mmul(Matrix.columnVector(rowMeans)),
  );
  const ofColumns = equations.solve(right);
  const ofRows = Matrix.columnVector(rowMeans).sub(share.mmul(ofColumns));
  const fitted = cells.map(({ row, column }) => ofRows.get(row, 0) + ofColumns.get(column, 0));
  return { fitted, ofRows, ofColumns, ofRow, share, equations };
}

/** Its transpose times itself: half of it by rows of doubles, without the holes, which is many times as fast as the whole. */
export function gramOf(matrix: Matrix): Matrix {
  const size = matrix.columns;
  const sums = Array.from({ length: size }, () => new Float64Array(size));
  for (let row = 0; row < matrix.rows; row++) {
    const values = Float64Array.from(matrix.getRow(row));
    for (const [one, products] of sums.entries()) {
      const factor = values[one] ?? 0;
      if (factor === 0) continue;
      for (let other = one; other < size; other++) {
        products[other] = (products[other] ?? 0) + factor * (values[other] ?? 0);
      }
    }
  }
  for (const [one, products] of sums.entries()) {
    for (let other = 0; other < one; other++) products[other] = sums[other]?.[one] ?? 0;
  }
  return new Matrix(sums);
}

/** What the lower triangle times it is `right`: by rows of doubles, which is many times as fast as cell by cell. */
export function forwardSolved(lower: Matrix, right: Matrix): Matrix {
  const solved: Float64Array[] = [];
  for (let row = 0; row < right.rows; row++) {
    const values = Float64Array.from(right.getRow(row));
    for (const [before, known] of solved.entries()) {
      const factor = lower.get(row, before);
      for (let column = 0; column < values.length; column++) {
        values[column] = (values[column] ?? 0) - factor * (known[column] ?? 0);
      }
    }
    solved.push(values.map((value) => value / lower.get(row, row)));
  }
  return new Matrix(solved);
}
