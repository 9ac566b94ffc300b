import {
  commandOf,
  type ImportOptions,
  type MapGuess,
  previewRows,
  type SourceFile,
  surveyFile,
} from "@evalboard/importers";
import { mapFields } from "@evalboard/importers/fields";
import { cut } from "../output.ts";

const INDENT = "    ";
const SHOWN_ROWS = 3;

/** What a file is taken for and what would be stored of it, for a person to read: a line each, without the file's name. */
export async function describeGuess(
  file: SourceFile,
  guess: MapGuess,
  options: ImportOptions,
): Promise<string[]> {
  return [
    "  its columns are taken for:",
    ...describeColumns(guess),
    ...(await describePreview(file, guess, options)),
  ];
}

/** The command that imports the file as the guess has it, and what stands for in capitals. */
export function describeCommand(file: SourceFile, guess: MapGuess): string[] {
  const toSay = guess.missing.length > 0 ? ", with what stands in capitals" : "";
  return [`  to import it so${toSay}:`, `${INDENT}${commandOf(file.name, guess)}`];
}

function describeColumns({ map, columns, leftOut, missing }: MapGuess): string[] {
  const examples = new Map(columns.map(({ name, examples: some }) => [name, some.join(", ")]));
  const rows = Object.entries(map.columns)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([field, column]): [string, string, string] => [field, column, examples.get(column) ?? ""]);
  const said = (["model", "dataset", "prompt"] as const).flatMap((field): [string, string, string][] =>
    map[field] === undefined ? [] : [[field, map[field], "as is said"]],
  );
  const wanted = missing.map(({ option, text }): [string, string, string] =>
    option === "map"
      ? [text.replace(/=.*/, ""), "?", "no column is it; name it with --map"]
      : [option, "?", `say --${option} ${text}`],
  );
  const all = [...rows, ...said, ...wanted];
  const widths = [0, 1].map((at) => Math.min(40, Math.max(...all.map((row) => row[at]?.length ?? 0))));
  return [
    ...all.map(([field, column, some]) =>
      `${INDENT}${field.padEnd(widths[0] ?? 0)}  ${column.padEnd(widths[1] ?? 0)}  ${cut(some, 60)}`.trimEnd(),
    ),
    ...scoring(map).map((line) => INDENT + line),
    ...(hasNoScore(map)
      ? [`${INDENT}no column is a score or a verdict: the answers would go in unscored`]
      : []),
    ...(leftOut.length > 0 ? [`${INDENT}left out: ${cut(leftOut.join(", "), 200)}`] : []),
  ];
}

const ORDER: readonly string[] = mapFields.map(({ field }) => field);
const placeOf = (field: string) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length);

const hasNoScore = ({ columns, exactMatch }: MapGuess["map"]) =>
  (columns["score"] ?? columns["passed"] ?? null) === null && exactMatch !== true;

function scoring({
  scale,
  lowerIsBetter,
  words,
  exactMatch,
  latencyUnit,
  decimalComma,
}: MapGuess["map"]): string[] {
  const known = Object.entries(words ?? {}).map(([word, value]) => `${word} is ${value ?? "no score"}`);
  return [
    ...(scale ? [`scores go from ${scale.from} to ${scale.to}`] : []),
    ...(lowerIsBetter === true ? ["the lowest score is the best"] : []),
    ...(known.length > 0 ? [`of words, ${known.join(", ")}`] : []),
    ...(exactMatch === true ? ["an answer is right where it equals what was expected"] : []),
    ...(latencyUnit ? [`latencies are in ${latencyUnit}`] : []),
    ...(decimalComma === true ? ["a comma stands before fractions"] : []),
  ];
}

/** Nobody has said the model yet: what would be stored can be seen all the same. */
const NO_MODEL = "?/?";

async function describePreview(
  file: SourceFile,
  { map, missing }: MapGuess,
  options: ImportOptions,
): Promise<string[]> {
  const model = missing.some(({ option }) => option === "model") ? { model: NO_MODEL } : {};
  try {
    const surveyed = await surveyFile(file, { ...options, ...model, map });
    const rows = await previewRows(surveyed, SHOWN_ROWS);
    return [
      "  the first of them, as they would be stored:",
      ...rows.map(({ run, result }) => {
        const { itemKey, itemName, score, passed, metrics, output, expected, error, latencyMs } = result;
        const figures = Object.entries(metrics ?? {}).map(([name, value]) => `${name} ${value}`);
        const parts = [
          `item ${cut(itemName ?? itemKey, 40)}`,
          error
            ? `broke: ${cut(error, 40)}`
            : score === null
              ? "unscored"
              : `score ${Number(score.toFixed(4))}`,
          typeof passed === "boolean" ? (passed ? "passed" : "failed") : null,
          output ? `output ${JSON.stringify(cut(output, 30))}` : null,
          expected ? `expected ${JSON.stringify(cut(expected, 30))}` : null,
          typeof latencyMs === "number" ? `${latencyMs} ms` : null,
          figures.length > 0 ? cut(figures.join(", "), 60) : null,
          `${run.model.provider}/${run.model.name}, ${run.dataset.name}`,
        ];
        return INDENT + parts.filter((part) => part !== null).join("; ");
      }),
    ];
  } catch (error) {
    return [`  it cannot be read so yet: ${error instanceof Error ? error.message : String(error)}`];
  }
}
