import type { ReportHead } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import type { HeatScale } from "./heat-scale.ts";
import { MatrixRow } from "./matrix-row.tsx";
import type { MatrixSide } from "./matrix-side.ts";
import type { PairFigures } from "./pair-figures.ts";

type ScoreMatrixProps = {
  readonly caption: string;
  /** What a row is: `Model`. */
  readonly corner: string;
  readonly rows: readonly MatrixSide[];
  readonly columns: readonly MatrixSide[];
  /** By the ids of their row and column; pairs without runs have none. */
  readonly cells: readonly (PairFigures & { readonly row: string; readonly column: string })[];
  readonly scale: HeatScale;
  readonly window: ReportHead["window"];
};

/** Mean scores of pairs as a table with colours. One that is wide or high scrolls under its headings. */
export function ScoreMatrix(props: ScoreMatrixProps): ReactNode {
  const { caption, corner, rows, columns, cells, scale, window } = props;
  const byPair = useMemo(() => new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell])), [cells]);
  return (
    // What scrolls has to be reached by the keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={caption} tabIndex={0} className="max-h-[85dvh] overflow-auto pb-4">
      <table className="border-separate border-spacing-0.5 pr-3 text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-xs text-muted *:px-2 *:py-1.5 *:align-bottom *:font-medium">
            <th scope="col" className="sticky top-0 left-0 z-3 bg-surface pl-5! text-left">
              {corner}
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
    </section>
  );
}
