import type { ResultRow } from "@evalboard/contract";

/** The positions of the results before and after one in a list, as far as the list has them. */
export type Neighbours = { readonly previous: number | undefined; readonly next: number | undefined };

/** Finds what stands beside a result. One that is not in the list has no neighbours. */
export function neighboursOf(results: readonly ResultRow[], position: number): Neighbours {
  const index = results.findIndex((result) => result.position === position);
  if (index === -1) return { previous: undefined, next: undefined };
  return { previous: results[index - 1]?.position, next: results[index + 1]?.position };
}
