/** How often each is measured: at least three times, and no further round is begun after `mostMs`. */
export interface Rounds {
  readonly rounds: number;
  readonly mostMs?: number;
}

const FEWEST_ROUNDS = 3;

/**
 * Measures each work in turn, round by round, so that what else the machine does meanwhile falls on all alike. Gives
 * the median of what each gave; a first round is not counted.
 */
export async function inTurn<Name extends string>(
  { rounds, mostMs = 120_000 }: Rounds,
  works: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const values = new Map(names.map((name) => [name, [] as number[]]));
  for (const name of names) await works[name]();
  const begun = performance.now();
  for (let round = 0; round < rounds; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() - begun > mostMs) break;
    for (const name of names) values.get(name)!.push(await works[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(values.get(name)!)])) as Record<Name, number>;
}

/** How long the work takes, ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The middle value; the higher of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share lies. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
