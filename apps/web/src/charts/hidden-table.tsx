import type { ReactNode } from "react";

type HiddenTableProps = {
  readonly caption: string;
  readonly columns: readonly string[];
  /** One array a row, as long as `columns`; the first cell names the row. */
  readonly rows: readonly (readonly string[])[];
};

/** A chart's figures for whoever cannot see the chart. */
export function HiddenTable({ caption, columns, rows }: HiddenTableProps): ReactNode {
  return (
    <div className="sr-only">
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
      </table>
    </div>
  );
}
