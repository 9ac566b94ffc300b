import type { CellFigures, ReportHead } from "@evalboard/contract";
import { formatCount, formatCounted, formatRate, formatScore } from "@evalboard/format";
import { useRouter } from "@tanstack/react-router";
import { type MouseEvent, type ReactNode, useMemo } from "react";
import { stringifySearch } from "../address/params.ts";
import type { RunsSearch } from "../address/runs.ts";
import { Card } from "../kit/card.tsx";
import type { Definition } from "../kit/definitions.ts";
import { Unknown } from "../kit/figure.tsx";
import { ScrollBox } from "../kit/scroll-box.tsx";
import { rangeWords } from "./interval-axis.tsx";

/** Which scores the colours stand for. */
function HeatLegend({ scale: { low, high } }: { readonly scale: HeatScale }): ReactNode {
  return (
    <span className="flex items-center gap-2 text-xs text-muted tabular-nums">
      <span className="sr-only">Colours from a</span>
      <span>score</span>
      <span className="sr-only">of</span>
      {formatScore(low)}
      <span
        aria-hidden
        className="h-2.5 w-24 rounded-full bg-linear-to-r/oklab from-heat-low via-heat-middle to-heat-high"
      />
      <span className="sr-only">to</span>
      {formatScore(high)}
    </span>
  );
}

/** One row or column of a matrix. */
export interface MatrixSide {
  readonly id: string;
  /** Which runs it has. */
  readonly search: RunsSearch;
  readonly heading: ReactNode;
}

interface ScoreMatrixProps {
  readonly title: string;
  readonly definition: Definition;
  /** What the matrix leaves out, or null. */
  readonly note?: string | null;
  readonly caption: string;
  /** What a row is: `Model`. */
  readonly corner: string;
  /** What stands below the names of rows and columns. */
  readonly below?: string;
  readonly rows: readonly MatrixSide[];
  readonly columns: readonly MatrixSide[];
  /** By the ids of their row and column; pairs without runs have none. */
  readonly cells: readonly Cell[];
  readonly window: ReportHead["window"];
}

type Cell = CellFigures & { readonly row: string; readonly column: string };

/** Mean scores and pass rates of pairs as a table with colours. One that is wide or high scrolls under its headings. */
export function ScoreMatrix(props: ScoreMatrixProps): ReactNode {
  const { title, definition, note = null, caption, corner, below, rows, columns, cells, window } = props;
  const scale = useMemo(() => heatScaleOf(cells.map(({ averageScore }) => averageScore)), [cells]);
  const byPair = useMemo(() => new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell])), [cells]);
  return (
    <Card title={title} definition={definition} aside={<HeatLegend scale={scale} />} flush>
      {note === null ? null : <p className="px-5 pb-2 text-sm text-muted">{note}</p>}
      <ScrollBox label={caption}>
        <table className="border-separate border-spacing-0.5 pr-3 text-sm">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="text-xs text-muted *:px-1 *:py-1.5 *:align-bottom *:font-medium">
              <th scope="col" className="sticky top-0 left-0 z-3 bg-surface pl-5! text-left">
                {corner}
                {below === undefined ? null : <span className="block font-normal">{below}</span>}
              </th>
              {columns.map(({ id, heading }) => (
                <th key={id} scope="col" className="sticky top-0 z-2 min-w-20 bg-surface wrap-anywhere">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MatrixRow
                key={row.id}
                row={row}
                columns={columns}
                figuresOf={(columnId) => byPair.get(`${row.id} ${columnId}`)}
                scale={scale}
                window={window}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}

interface MatrixRowProps {
  readonly row: MatrixSide;
  readonly columns: readonly MatrixSide[];
  readonly figuresOf: (columnId: string) => CellFigures | undefined;
  readonly scale: HeatScale;
  readonly window: ReportHead["window"];
}

/** One row of a matrix; each pair leads to its runs in the window. */
function MatrixRow({ row, columns, figuresOf, scale, window }: MatrixRowProps): ReactNode {
  return (
    <tr>
      <th
        scope="row"
        className="sticky left-0 z-2 min-w-32 bg-surface py-1.5 pr-2 pl-5 sm:min-w-40 text-left font-medium wrap-anywhere"
      >
        {row.heading}
      </th>
      {columns.map((column) => {
        const figures = figuresOf(column.id);
        return (
          <td key={column.id} className="p-0 text-center">
            {figures === undefined ? (
              <Unknown why="no runs" />
            ) : (
              <PairLink
                search={{ ...row.search, ...column.search }}
                window={window}
                title={pairWords(figures)}
              >
                <MatrixCell figures={figures} scale={scale} />
              </PairLink>
            )}
          </td>
        );
      })}
    </tr>
  );
}

interface MatrixCellProps {
  readonly figures: CellFigures;
  readonly scale: HeatScale;
}

/** A pair's mean score on its colour, with its pass rate and the runs that both rest on. */
function MatrixCell({ figures: { averageScore, passRate, runs }, scale }: MatrixCellProps): ReactNode {
  const color = averageScore === null ? "var(--sunken)" : heatColor(averageScore, scale);
  return (
    <span className="block rounded-md px-2 py-1 text-center tabular-nums" style={{ background: color }}>
      <span className="block font-medium">
        {averageScore === null ? <Unknown why="no scored runs" /> : formatScore(averageScore)}
      </span>
      {passRate === null ? null : (
        <span className="block text-xs whitespace-nowrap">{formatRate(passRate)} pass</span>
      )}
      <span className="block text-xs whitespace-nowrap">{formatCounted(runs, "run")}</span>
    </span>
  );
}

/** The scores that a matrix is painted between, from `low` to `high`. */
interface HeatScale {
  readonly low: number;
  readonly high: number;
}

/** A narrower scale would paint differences that mean nothing as large ones. */
const LEAST_WIDTH = 0.2;

/** The scale of the scores that there are; from 0 to 1 where there are none. */
export function heatScaleOf(scores: readonly (number | null)[]): HeatScale {
  const known = scores.filter((score) => score !== null);
  if (known.length === 0) return { low: 0, high: 1 };
  const least = known.reduce((a, b) => Math.min(a, b));
  const most = known.reduce((a, b) => Math.max(a, b));
  const missing = Math.max(0, LEAST_WIDTH - (most - least));
  const low = Math.min(1 - LEAST_WIDTH, Math.max(0, least - missing / 2));
  return { low, high: Math.max(most, low + LEAST_WIDTH) };
}

/** A score's colour on the scale, as CSS: the theme's low, middle and high colour, mixed. */
export function heatColor(score: number, { low, high }: HeatScale): string {
  const share = Math.min(1, Math.max(0, (score - low) / (high - low)));
  const [from, to, part] =
    share < 0.5
      ? ["--heat-low", "--heat-middle", share * 2]
      : ["--heat-middle", "--heat-high", share * 2 - 1];
  return `color-mix(in oklab, var(${to}) ${Math.round(part * 100)}%, var(${from}))`;
}

/** What there is no room for in the cell. */
export function pairWords(figures: CellFigures): string {
  const { scoredRuns, scoreInterval, scoredItems, passedItems, passInterval } = figures;
  return [
    `Score: ${rangeWords(scoreInterval, formatScore)} over ${formatCounted(scoredRuns, "scored run")}.`,
    `Passed: ${formatCount(passedItems)} of ${formatCounted(scoredItems, "scored item")}, ${rangeWords(passInterval, formatRate)}.`,
    ...(figures.erroredItems === 0 ? [] : [`Errored: ${formatCount(figures.erroredItems)}.`]),
    ...(figures.unscoredItems === 0 ? [] : [`Not scored: ${formatCount(figures.unscoredItems)}.`]),
  ].join(" ");
}

interface PairLinkProps {
  readonly search: RunsSearch;
  readonly window: ReportHead["window"];
  readonly title: string;
  readonly children: ReactNode;
}

/**
 * Leads to the completed runs of a pair in the window. It is a plain anchor: a matrix has up to ten thousand, and each of
 * the router's own links takes part in every change of the address.
 */
function PairLink({ search, window, title, children }: PairLinkProps): ReactNode {
  const { history } = useRouter();
  const { from: completedFrom, to: completedTo } = window;
  const href = `/runs${stringifySearch({ ...search, status: "completed", completedFrom, completedTo })}`;
  const follow = (event: MouseEvent): void => {
    // Another tab, another window and a download are the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    <a href={href} title={title} onClick={follow} className="block rounded-md hover:underline">
      {children}
    </a>
  );
}
