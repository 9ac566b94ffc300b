import {
  changeMap,
  type ColumnMap,
  guessMap,
  type MapGuess,
  parseScale,
  parseWords,
  type SourceFile,
  type SurveyOptions,
} from "@evalboard/importers";
import { latencyUnits, mapFields } from "@evalboard/importers/fields";
import { type Output, writeLine, writeLines } from "../output.ts";
import { describeGuess } from "./describe-guess.ts";

/** One of several that a person may choose. */
interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** How a person at a terminal is asked. */
export interface Prompts {
  choose(message: string, choices: readonly Choice[]): Promise<string>;
  /** `fault` says what is wrong with a text, or nothing. */
  write(message: string, initial: string, fault: (text: string) => string | undefined): Promise<string>;
}

const ANSWERS: readonly Choice[] = [
  { value: "import", label: "yes" },
  { value: "field", label: "no: another column is a field" },
  { value: "model", label: "no: another model answered" },
  { value: "scale", label: "no: the scores are on another scale" },
  { value: "words", label: "no: words count as something else" },
  { value: "lower", label: "no: the other end of the scale is the best" },
  { value: "unit", label: "no: latencies are in another unit" },
  { value: "dataset", label: "no: the dataset is called otherwise" },
  { value: "leave", label: "leave the file out" },
];

/** Asks what the dataset of a file is called, whose guessed name is that of another on the board. */
export function askDataset(prompts: Prompts, file: string, guessed: string): Promise<string> {
  return prompts.write(
    `${file} names no dataset, and "${guessed}" on the board shares no item with it. What is it called?`,
    "",
    (text) => (text.trim() === "" ? `Write a name, or ${guessed} where it is that one.` : undefined),
  );
}

/** Asks a person what the columns of a file are, beginning with a guess. Null where the file is to be left out. */
export async function askMap(
  file: SourceFile,
  first: MapGuess,
  options: SurveyOptions,
  { prompts, output }: { readonly prompts: Prompts; readonly output: Output },
): Promise<ColumnMap | null> {
  writeLine(output.stderr, `${file.name}: it is ${first.seen}`);
  let guess = changeMap(first, first.map, options);
  for (;;) {
    writeLines(output.stderr, await describeGuess(file, guess, options));
    const [missing] = guess.missing;
    const change = missing
      ? { model: "model", words: "words", map: `field:${missing.text.replace(/=.*/, "")}` }[missing.option]
      : await prompts.choose("Import it so?", ANSWERS);
    if (change === "import") return guess.map;
    if (change === "leave") return null;
    const changed = await changeOne(change, file, guess, options, prompts);
    if (changed === null) return null;
    guess = changed;
  }
}

async function changeOne(
  what: string,
  file: SourceFile,
  guess: MapGuess,
  options: SurveyOptions,
  prompts: Prompts,
): Promise<MapGuess | null> {
  const { map } = guess;
  const change = (changes: Partial<ColumnMap>) => changeMap(guess, { ...map, ...changes }, options);
  const faultOf = (parse: (text: string) => unknown) => (text: string) => {
    try {
      parse(text);
      return undefined;
    } catch (error) {
      return error instanceof Error ? `It ${error.message}.` : String(error);
    }
  };
  if (what === "model" || what === "dataset") {
    const isModel = what === "model";
    const fault = (text: string) =>
      isModel && !/^[^/]*[^/\s][^/]*\/.*\S/.test(text)
        ? "Write provider/name, such as openai/gpt-4o."
        : undefined;
    const said = await prompts.write(
      isModel ? "Which model answered (provider/name)?" : "What is the dataset called?",
      map[what] ?? "",
      fault,
    );
    return change({ [what]: said });
  }
  if (what === "scale") {
    const { from, to } = map.scale ?? { from: 0, to: 1 };
    return change({
      scale: parseScale(
        await prompts.write("From which score to which?", `${from}..${to}`, faultOf(parseScale)),
      ),
    });
  }
  if (what === "words") {
    const all = guess.columns.find(({ name }) => name === map.columns["score"])?.words.keys() ?? [];
    const known = [...all].map((word) => `${word}=${map.words?.[word] ?? ""}`).join();
    const said = await prompts.write(
      "What do the words count as, from 0 to 1 (nothing: no score)?",
      known,
      faultOf(parseWords),
    );
    return change({ words: { ...map.words, ...parseWords(said) } });
  }
  if (what === "lower") return change({ lowerIsBetter: map.lowerIsBetter !== true });
  if (what === "unit") {
    const unit = await prompts.choose(
      "In which unit are latencies?",
      Object.keys(latencyUnits).map((value) => ({ value, label: value })),
    );
    return change({ latencyUnit: unit === "us" || unit === "s" || unit === "min" ? unit : "ms" });
  }
  const named = what.startsWith("field:") ? what.slice("field:".length) : null;
  const field =
    named ??
    (await prompts.choose(
      "Which field?",
      mapFields.map(({ field: value, label, about }) => ({ value, label, hint: about })),
    ));
  const none =
    named === null ? [{ value: "", label: "no column" }] : [{ value: "", label: "none: leave the file out" }];
  const column = await prompts.choose(`Which column is the ${field}?`, [
    ...guess.columns.map(({ name, examples }) => ({ value: name, label: name, hint: examples.join(", ") })),
    ...none,
  ]);
  if (named !== null && column === "") return null;
  // What is said stays, and the rest is guessed around it.
  const said = { ...fieldsOf(map), [field]: column === "" ? null : column };
  const again = await guessMap(
    file,
    { ...options, ...namesOf(map) },
    { records: map.records ?? "", columns: said },
  );
  return again;
}

/** The fields of a map without metrics and tags, which follow from what is left. */
function fieldsOf({ columns }: ColumnMap): ColumnMap["columns"] {
  return Object.fromEntries(Object.entries(columns).filter(([field]) => !/^(?:metric|tag):/.test(field)));
}

function namesOf({ model, dataset, prompt }: ColumnMap) {
  return Object.fromEntries(
    Object.entries({ model, dataset, prompt }).filter(([, value]) => value !== undefined),
  );
}
