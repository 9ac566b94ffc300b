import { memo, type ReactNode, useEffect, useMemo, useState } from "react";
import { useOwnTask } from "../kit/own-task.ts";
import { usePaper } from "../kit/printed.ts";
import { useTheme } from "../kit/theme.tsx";
import type * as chartsCode from "./canvas.tsx";
import type { ChartCanvasProps } from "./canvas.tsx";

interface HiddenTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  /** One array a row, as long as `columns`; the first cell names the row. A new array is drawn again. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * A chart's figures for whoever cannot see the chart. The browser lays them out as if they were seen, and the rows of 90
 * days are half the work of a switch of the period: so each table is drawn and laid out in a task of its own, in a font that is
 * quick to lay out.
 */
export function HiddenTable({ caption, columns, rows }: HiddenTableProps): ReactNode {
  const drawn = useOwnTask(useMemo(() => ({ caption, columns, rows }), [caption, columns, rows]));
  return <div className="sr-only unshaped">{drawn === null ? null : <PlainTable {...drawn} />}</div>;
}

/** So many cells are drawn and laid out at once, in whole rows. */
const CELLS_AT_ONCE = 60;

/** The table itself; drawn again only when it changes. */
const PlainTable = memo(function PlainTable({ caption, columns, rows }: HiddenTableProps): ReactNode {
  const atOnce = Math.max(1, Math.floor(CELLS_AT_ONCE / columns.length));
  const [first = [], ...further] = useMemo(
    () =>
      Array.from({ length: Math.ceil(rows.length / atOnce) }, (_, part) =>
        rows.slice(part * atOnce, (part + 1) * atOnce),
      ),
    [rows, atOnce],
  );
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <TableRows columns={columns} rows={first} />
      {further.map((some, part) => (
        // Which part it is, is all that it is known by.
        // oxlint-disable-next-line react/no-array-index-key
        <FurtherRows key={part} columns={columns} rows={some} />
      ))}
    </table>
  );
});

type RowsProps = Pick<HiddenTableProps, "columns" | "rows">;

/** Rows after the first, in a task of their own; none until they are those of the table. */
function FurtherRows({ columns, rows }: RowsProps): ReactNode {
  return useOwnTask(rows) === rows ? <TableRows columns={columns} rows={rows} /> : null;
}

function TableRows({ columns, rows }: RowsProps): ReactNode {
  return (
    <tbody>
      {rows.map(([name, ...cells]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {cells.map((cell, index) => (
            <td key={columns[index + 1]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** The shown theme's colours, read once a theme; paper is light whatever the theme. */
export function useChartColors(): ChartColors {
  const { shown } = useTheme();
  const isPaper = usePaper();
  // The page's attribute changes before the store tells: what is read here is of `shown`.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => readChartColors(document.documentElement), [shown, isPaper]);
}

/** The theme's colours as Chart.js needs them, CSS colours. */
export interface ChartColors {
  readonly accent: string;
  readonly accentLine: string;
  readonly accentSoft: string;
  readonly bar: string;
  readonly band: string;
  readonly errored: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly series1: string;
  readonly series2: string;
  readonly series3: string;
  readonly series4: string;
  readonly series5: string;
}

/** Reads the colours that the element's theme gives at the moment. */
function readChartColors(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    accent: read("--accent"),
    accentLine: read("--accent-line"),
    accentSoft: read("--accent-soft"),
    bar: read("--bar"),
    band: read("--band"),
    errored: read("--errored"),
    ink: read("--ink"),
    muted: read("--ink-muted"),
    line: read("--line"),
    surface: read("--surface"),
    series1: read("--series-1"),
    series2: read("--series-2"),
    series3: read("--series-3"),
    series4: read("--series-4"),
    series5: read("--series-5"),
  };
}

type ChartsCode = typeof chartsCode;

let loaded: ChartsCode | null = null;
let loading: Promise<ChartsCode> | null = null;

/** Fetches the charts' code, a chunk of its own, and readies it. Asking again costs nothing, and tries again what failed. */
export async function loadCharts(): Promise<ChartsCode> {
  loading ??= readyCharts();
  return loading;
}

async function readyCharts(): Promise<ChartsCode> {
  try {
    const code = await import("./canvas.tsx");
    code.registerCharts();
    loaded = code;
    return code;
  } catch (error) {
    loading = null;
    throw error;
  }
}

/**
 * The charts' code, once it is there. No `lazy`: that would have charts wait even for what is there already, and React
 * shows what has waited only 300 ms after what did not.
 */
function useChartsCode(): ChartsCode | null {
  const [code, setCode] = useState(() => loaded);
  useEffect(() => {
    if (code !== null) return;
    const fail = (error: unknown) => () => {
      throw error;
    };
    loadCharts().then(setCode, (error: unknown) => setCode(fail(error)));
  }, [code]);
  return code;
}

/** A place of fixed height for a chart, empty until the chart's code is there: nothing moves. `height` is a class. */
export function ChartBox({ height = "h-56", ...props }: ChartCanvasProps & { height?: string }): ReactNode {
  const code = useChartsCode();
  return (
    <div className={`relative min-w-0 ${height}`}>
      {code === null ? null : <code.ChartCanvas {...props} />}
    </div>
  );
}
