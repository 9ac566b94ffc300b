type Line = {
  readonly label: string;
  /** One a bucket; null where there is nothing to show. */
  readonly values: readonly (number | null)[];
  /** A CSS colour. */
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
};

/** A line of a chart over time; a bucket without a value is a gap. */
export function lineOf({ label, values, color, width, dash }: Line) {
  return {
    label,
    data: [...values],
    borderColor: color,
    backgroundColor: color,
    borderWidth: width,
    borderDash: [...dash],
    pointRadius: values.map((_, index) => (isAlone(values, index) ? 3 : 0)),
    pointHoverRadius: 4,
    pointHoverBackgroundColor: color,
    pointHoverBorderColor: color,
    spanGaps: false,
  };
}

/** A value between two gaps has no line to either side: without a point it would not show. */
function isAlone(values: readonly (number | null)[], index: number): boolean {
  const isGap = (at: number): boolean => (values[at] ?? null) === null;
  return !isGap(index) && isGap(index - 1) && isGap(index + 1);
}
