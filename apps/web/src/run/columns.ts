import type { RunDetail } from "@evalboard/contract";

/** Most metrics that stand as columns beside the results: more have no room. */
export const MOST_COLUMNS = 4;
/** So many do where nobody chose any. */
const FEW_COLUMNS = 3;

/** The metrics that stand as columns: those that the address chooses and the run has, or the first ones beside the score. */
export function columnsOf(
  { metrics, scoreMetric }: Pick<RunDetail, "metrics" | "scoreMetric">,
  chosen: readonly string[] | undefined,
): readonly string[] {
  const names = (metrics ?? []).map(({ name }) => name);
  if (chosen === undefined) return names.filter((name) => name !== scoreMetric).slice(0, FEW_COLUMNS);
  return chosen.filter((name) => names.includes(name)).slice(0, MOST_COLUMNS);
}

/** How the list is laid out with so many metrics, as many of them as there is room for: none on a narrow screen. */
export function layoutOf(columns: number): string {
  const widths = [
    columns >= 1 ? "md:grid-cols-[minmax(10rem,1fr)_6rem_3.5rem_5.5rem_minmax(0,1fr)_5rem]" : "",
    columns >= 2 ? "lg:grid-cols-[minmax(10rem,3fr)_6rem_3.5rem_repeat(2,5.5rem)_minmax(0,4fr)_5rem]" : "",
    columns === 3 ? "xl:grid-cols-[minmax(10rem,3fr)_6rem_3.5rem_repeat(3,5.5rem)_minmax(0,4fr)_5rem]" : "",
    columns >= 4 ? "xl:grid-cols-[minmax(10rem,3fr)_6rem_3.5rem_repeat(4,5.5rem)_minmax(0,4fr)_5rem]" : "",
  ];
  return `grid grid-cols-[1fr_auto_2.5rem] items-center gap-x-2 px-5 sm:gap-x-3 sm:grid-cols-[minmax(10rem,1fr)_6rem_3.5rem_minmax(0,1fr)_5rem] ${widths.join(" ")}`;
}

/** When the metric of that place is shown, by the width of the screen. */
export function shownFrom(place: number): string {
  return ["hidden md:block", "hidden lg:block"][place] ?? "hidden xl:block";
}
