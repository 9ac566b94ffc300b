type Change = {
  readonly difference: number | null;
  readonly differenceInterval: { readonly low: number; readonly high: number } | null;
};

const halfWidths = [0.05, 0.1, 0.2, 0.5];

/** How far the one axis of several differences of scores reaches to either side of 0, so that it holds all intervals. */
export function differenceScale(changes: readonly Change[]): number {
  const farthest = Math.max(0, ...changes.map(reachOf));
  return halfWidths.find((half) => farthest <= half) ?? 1;
}

function reachOf({ difference, differenceInterval }: Change): number {
  const { low, high } = differenceInterval ?? { low: 0, high: 0 };
  return Math.max(Math.abs(difference ?? 0), Math.abs(low), Math.abs(high));
}
