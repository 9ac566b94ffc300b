import type { ColumnMap, MapGuess } from "@evalboard/importers";
import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";
import { Select } from "../kit/fields.tsx";
import { type FurtherUse, furtherColumns, chooseUse } from "./map-state.ts";

interface FurtherColumnsProps {
  readonly guess: MapGuess;
  readonly change: (map: ColumnMap) => void;
}

const uses = [
  ["metric", "Metric"],
  ["tag", "Tag"],
  ["left out", "Left out"],
] as const satisfies readonly (readonly [FurtherUse, string])[];

/** What the columns become that are no field. */
export function FurtherColumns({ guess, change }: FurtherColumnsProps): ReactNode {
  const { columns, map } = guess;
  const further = furtherColumns(guess);
  if (further.length === 0) return null;
  const exampleOf = (name: string) => columns.find((column) => column.name === name)?.examples[0];
  return (
    <details open={further.length <= MOST_OPEN} className="min-w-0">
      <summary className="w-fit cursor-pointer text-sm font-medium">
        {formatCounted(further.length, "further column")}
      </summary>
      <p className="mt-1 text-xs text-muted">
        A metric is a number or a word of each result, a tag is the same in a whole run.
      </p>
      <div className="mt-2 max-h-96 overflow-y-auto rounded-lg border border-line">
        <table aria-label="Further columns" className="w-full table-fixed text-sm">
          <thead className="sr-only">
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Example</th>
              <th scope="col">Becomes</th>
            </tr>
          </thead>
          <tbody>
            {further.map(([name, use]) => (
              <tr key={name} className="border-t border-line first:border-t-0">
                <th scope="row" className="py-1 pl-3 text-left font-normal wrap-anywhere">
                  {name}
                </th>
                <td className="truncate py-1 pl-3 text-xs text-muted max-sm:hidden">{exampleOf(name)}</td>
                <td className="w-32 px-2 py-1">
                  <Select<FurtherUse>
                    label={`${name} becomes`}
                    value={use}
                    options={uses}
                    choose={(chosen) => change(chooseUse(map, name, chosen))}
                    className="w-full"
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** More than this are shown when asked for. */
const MOST_OPEN = 30;
