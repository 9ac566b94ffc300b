import type { ColumnMap, MapGuess } from "@evalboard/importers";
import { type MapField, mapFields, latencyUnits, type LatencyUnit } from "@evalboard/importers/fields";
import { type ReactNode, useId, useState } from "react";
import { fieldClass, Select } from "../kit/fields.tsx";
import { chooseColumn, leaveUnscored, missingOf, sayOfMap, type UnknownFile } from "./map-state.ts";
import { ScoreRules } from "./score-rules.tsx";

interface PickersProps {
  readonly file: UnknownFile;
  readonly change: (map: ColumnMap) => void;
}

const FIRST: readonly MapField[] = [
  "item",
  "input",
  "output",
  "expected",
  "score",
  "passed",
  "model",
  "dataset",
];
const firstFields = FIRST.flatMap((name) => mapFields.filter(({ field }) => field === name));
const moreFields = mapFields.filter(({ field }) => !FIRST.includes(field));

/** For each field the file's column that it is. */
export function Pickers({ file, change }: PickersProps): ReactNode {
  const { columns } = file.guess.map;
  const [isMore] = useState(() => moreFields.some(({ field }) => Boolean(columns[field])));
  return (
    <>
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-2 text-sm font-medium">Which column is what</legend>
        {firstFields.map((field) => (
          <FieldPicker key={field.field} {...field} file={file} change={change} />
        ))}
      </fieldset>
      <details open={isMore} className="min-w-0">
        <summary className="w-fit cursor-pointer text-sm font-medium">More fields</summary>
        <div className="mt-2 flex min-w-0 flex-col gap-2">
          {moreFields.map((field) => (
            <FieldPicker key={field.field} {...field} file={file} change={change} />
          ))}
        </div>
      </details>
    </>
  );
}

/** Label, control, and beside or below them what stands in the file. */
const rowClass =
  "grid min-w-0 grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 text-sm sm:grid-cols-[6.5rem_minmax(0,14rem)_minmax(0,1fr)]";

interface FieldPickerProps extends PickersProps {
  readonly field: MapField;
  readonly label: string;
  readonly about: string;
}

const UNSCORED = "unscored";

function FieldPicker({ field, label, about, file, change }: FieldPickerProps): ReactNode {
  const id = useId();
  const { guess } = file;
  const { columns, map } = guess;
  const chosen = map.columns[field];
  const example = columns.find(({ name }) => name === chosen)?.examples[0];
  const missing = missingWords(field, guess);
  const choose = (value: string): void => {
    if (value === UNSCORED) return change(leaveUnscored(map));
    return change(chooseColumn(map, field, value === "" ? null : value.slice(1)));
  };
  return (
    <div>
      <div className={rowClass}>
        <label htmlFor={id}>{label}</label>
        <select
          id={id}
          aria-describedby={`${id} note`}
          aria-invalid={missing !== null}
          value={chosen === null ? UNSCORED : chosen === undefined ? "" : `=${chosen}`}
          onChange={({ target }) => choose(target.value)}
          className={`${fieldClass} w-full ${missing === null ? "" : "border-warn"}`}
        >
          <option value="">none</option>
          {field === "score" ? <option value={UNSCORED}>none: not scored yet</option> : null}
          {namesFor(chosen, columns).map((name) => (
            <option key={name} value={`=${name}`}>
              {name.length > 80 ? `${name.slice(0, 79)}…` : name}
            </option>
          ))}
        </select>
        <p
          id={`${id} note`}
          className={`min-w-0 text-xs max-sm:col-start-2 ${missing === null ? "truncate text-muted" : "text-warn"}`}
        >
          {missing ?? noteFor(chosen, example, field === "model" && isWide(map) ? WIDE_MODEL : about)}
        </p>
      </div>
      <Below field={field} file={file} change={change} />
    </div>
  );
}

/** Whether columns stand there once for each model. */
const isWide = ({ columns }: ColumnMap) => Object.values(columns).some((column) => column?.includes("*"));
const WIDE_MODEL = "the * in the names of columns above";

/** The columns to choose from, and what is chosen though no column is called so. */
function namesFor(chosen: string | null | undefined, columns: MapGuess["columns"]): string[] {
  const names = columns.map(({ name }) => name);
  return typeof chosen !== "string" || names.includes(chosen) ? names : [chosen, ...names];
}

function noteFor(chosen: string | null | undefined, example: string | undefined, about: string): string {
  if (typeof chosen !== "string") return about;
  if (chosen.includes("*")) return "* is the model: a column for each";
  return example === undefined ? "empty in the first records" : `such as ${example}`;
}

/** What is missing, beside the field that lacks it. */
function missingWords(field: MapField, guess: MapGuess): string | null {
  const options = missingOf(guess);
  const lacks = (start: string) =>
    options.some(({ option, text }) => option === "map" && text.startsWith(start));
  if (field === "score" && lacks("score=")) return "Say which column is the score, or the verdict below";
  if (field === "item" && lacks("item=")) return "Say which column is the item, or its input";
  if (field === "model" && options.some(({ option }) => option === "model"))
    return "Nothing says which model answered: choose a column, or write it";
  return null;
}

/** What more can be said of a field, by its column or where no column is it. */
function Below({ field, file, change }: Pick<FieldPickerProps, "field" | "file" | "change">): ReactNode {
  const { map } = file.guess;
  const isChosen = typeof map.columns[field] === "string";
  if (field === "score") return isChosen ? <ScoreRules file={file} change={change} /> : null;
  if (field === "latency" && isChosen) {
    return (
      <div className={`${rowClass} mt-2`}>
        <span />
        <Select<LatencyUnit>
          label="Latency in"
          value={map.latencyUnit ?? "ms"}
          options={units.map((unit) => [unit, unitWords[unit]] as const)}
          choose={(latencyUnit) => change(sayOfMap(map, { latencyUnit }))}
          className="w-full"
        />
      </div>
    );
  }
  if (field !== "model" && field !== "dataset" && field !== "prompt") return null;
  if (isChosen || (field === "model" && isWide(map))) return null;
  return (
    <div className={`${rowClass} mt-2`}>
      <span />
      <input
        aria-label={`${saidWords[field][0]} of all of it`}
        value={map[field] ?? ""}
        placeholder={saidWords[field][1]}
        onChange={({ target }) =>
          change(sayOfMap(map, { [field]: target.value === "" ? undefined : target.value }))
        }
        className={`${fieldClass} w-full`}
      />
    </div>
  );
}

const unitWords: Readonly<Record<LatencyUnit, string>> = {
  us: "microseconds",
  ms: "milliseconds",
  s: "seconds",
  min: "minutes",
};
const units = (["us", "ms", "s", "min"] as const).filter((unit) => Object.hasOwn(latencyUnits, unit));

const saidWords = {
  model: ["Model", "provider/name"],
  dataset: ["Dataset", "else the file's name"],
  prompt: ["Prompt", "else the dataset's name"],
} as const;

interface PlacePickerProps {
  readonly guess: MapGuess;
  readonly change: (map: ColumnMap) => void;
}

/** Where in the file the records stand, if in several places. */
export function PlacePicker({ guess: { places, map }, change }: PlacePickerProps): ReactNode {
  const id = useId();
  if (places.length < 2) return null;
  return (
    <div className={rowClass}>
      <label htmlFor={id}>Records at</label>
      <select
        id={id}
        value={map.records ?? ""}
        onChange={({ target }) => change({ ...map, records: target.value })}
        className={`${fieldClass} w-full`}
      >
        {places.map(({ place, records }) => (
          <option key={place} value={place}>
            {place === "" ? "the file itself" : place} ({records})
          </option>
        ))}
      </select>
      <p className="text-xs text-muted max-sm:col-start-2">
        * is each of several; another place has other columns
      </p>
    </div>
  );
}
