import type { ReportHead } from "@evalboard/contract";
import type { ReactNode } from "react";
import { Unknown } from "../ui/unknown.tsx";
import type { HeatScale } from "./heat-scale.ts";
import { MatrixCell } from "./matrix-cell.tsx";
import type { MatrixSide } from "./matrix-side.ts";
import { type PairFigures, pairWords } from "./pair-figures.ts";
import { PairLink } from "./pair-link.tsx";

type MatrixRowProps = {
  readonly row: MatrixSide;
  readonly columns: readonly MatrixSide[];
  readonly figuresOf: (columnId: string) => PairFigures | undefined;
  readonly scale: HeatScale;
  readonly window: ReportHead["window"];
};

/** One row of a matrix; each pair leads to its runs in the window. */
export function MatrixRow({ row, columns, figuresOf, scale, window }: MatrixRowProps): ReactNode {
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
