import { isModelName, nameFits, plainName } from "./column-names.ts";
import type { SeenColumn, SeenRecords } from "./columns.ts";
import type { MapField } from "./fields.ts";
import { KEY } from "./records.ts";

/** How often words stand in a column. */
export const sumOf = (words: ReadonlyMap<string, number>): number =>
  [...words.values()].reduce((total, count) => total + count, 0);

/** Whether a column counts the records, and no more. */
export function isPlace({ name, numbers, filled }: SeenColumn): boolean {
  return (
    numbers === filled &&
    /^(?:i|n|idx|index|row|row_id|row_number|line|line_number|no|nr|lfd_nr|number|num|unnamed_0|column_1)$/.test(
      plainName(name),
    )
  );
}

/** How well a column can be a field: its name's fit, where its values can be it, and what they say of themselves. */
export function fieldFit(
  field: MapField,
  column: SeenColumn,
  { records }: SeenRecords,
  place: string,
): number {
  const { filled, distinct, numbers, words, longest } = column;
  const name = nameFits(column.name, field);
  const isOuter = column.name.startsWith("../");
  const isFew = distinct <= Math.max(2, records / 3) || distinct <= 3;
  const isText = numbers < filled / 2;
  const isWhole = column.objects > 0;
  switch (field) {
    case "model": {
      const ofModels = isModelName([...words.keys()].slice(0, 5).join(" "));
      const isModels = /(?:^|\.)(?:models?|llms?|systems|providers)\.\*/.test(`${place}.`);
      const ofPlace = isOuter && isModels && /(?:name|id|\(key\))$/.test(column.name);
      if (!isText || isWhole || longest > 120 || (!isFew && !isOuter)) return 0;
      const isNamed = /(?:^|\/|\.)(?:name|id|\(key\)|llm|agent|system|method|candidate)$/i.test(column.name);
      return name + (ofModels && (name > 0 || isNamed) ? 50 : 0) + (ofPlace ? 60 : 0);
    }
    case "provider":
      return isText && isFew && sumOf(words) === filled ? name : 0;
    case "latency":
      return areDurations(column) && !/audio|spent|video/.test(plainName(column.name)) ? name : 0;
    case "cost":
      return numbers === filled && column.least >= 0 && !/€|£|eur\b|gbp\b/i.test(column.name) ? name : 0;
    case "inputTokens":
    case "outputTokens":
      return numbers === filled && column.wholeNumbers && column.least >= 0 ? name : 0;
    case "passed":
      return isOuter || isWhole ? 0 : verdictFit(column, name);
    case "score":
      return isOuter ||
        isWhole ||
        /confidence|cost|price|threshold|tokens|weight/.test(plainName(column.name))
        ? 0
        : scoreFit(column, name);
    case "repeat":
      return numbers === filled &&
        column.wholeNumbers &&
        column.least >= 0 &&
        column.greatest <= 1_000 &&
        !isOuter
        ? name
        : 0;
    case "time":
      return column.examples.length > 0 && column.examples.every(isTime) ? name : 0;
    case "error":
      return column.verdicts < filled && numbers < filled && !isOuter && (isText || isWhole) ? name : 0;
    case "dataset":
      if (!isText || isWhole || longest > 120) return 0;
      return (isFew || isOuter) && name > 20 ? name : datasetOfPlace(column.name, place);
    case "prompt":
      return !isWhole && longest <= 120 && (distinct <= 20 || isOuter) && isFew ? name : 0;
    case "promptText":
      return isText && distinct <= Math.max(1, Math.min(20, records / 4)) && longest > 20 ? name : 0;
    case "run": {
      const areCounts = numbers === filled && column.greatest <= 1_000;
      return !areCounts &&
        !isWhole &&
        distinct <= Math.max(1, records / 3) &&
        distinct <= 200 &&
        longest <= 200
        ? name
        : 0;
    }
    case "item":
      if (isWhole || longest > 200 || (distinct === 1 && (records > 1 || isOuter))) return 0;
      if (column.name === KEY) return 95;
      return column.numbers === filled && !column.wholeNumbers ? 0 : Math.max(0, name - (isOuter ? 5 : 0));
    case "input":
      // A prompt that is the same in many records is a template, and a task of few words a name.
      if (isFew && records > 3 && longest < 200 && TEMPLATES.test(plainName(column.name))) return 0;
      return textFit(column, name, records);
    case "output":
    case "expected":
      return textFit(column, name, records);
    case "reason":
      return isOuter || isWhole || numbers === filled ? 0 : name;
  }
}

const TEMPLATES = /^(?:prompt|prompt_text|task|source|context|instructions?|text|content|document)$/;

/** What stands above a list may be asked of all in it. */
function textFit({ name: column, distinct }: SeenColumn, name: number, records: number): number {
  return column.startsWith("../") && (distinct < 2 || records < 2) ? 0 : name;
}

function datasetOfPlace(column: string, place: string): number {
  const isNamed = column.startsWith("../") && /(?:name|id|\(key\))$/.test(column);
  return isNamed &&
    /(?:^|\.)(?:datasets?|tasks?|suites?|benchmarks?|evals?|evaluations?)\.\*/.test(`${place}.`)
    ? 60
    : 0;
}

/** A verdict says true or false, pass or fail, of nearly all; a call that broke may say so there too. */
function verdictFit({ filled, verdicts, distinct, numbers, words }: SeenColumn, name: number): number {
  const broken = [...words].filter(([word]) => /^(?:error|errored|skipped|timeout|exception)$/i.test(word));
  const known = verdicts + sumOf(new Map(broken));
  if (name === 0 || known < filled || verdicts * 2 < filled || distinct > 6) return 0;
  return name + (numbers === filled ? 0 : 20);
}

/** A score has a value that can be one in nearly all records that have any. */
function scoreFit(column: SeenColumn, name: number): number {
  const { filled, numbers, verdicts, words, distinct, greatest } = column;
  const plain = plainName(column.name);
  const isCount =
    /(?:tokens?|count|length|len|index|idx|seconds?|_s|_?ms|year|age|size|num|time|steps|turns?)$/.test(
      plain,
    );
  if (numbers >= filled * 0.8) {
    if (name > 0) return name;
    return !isCount && column.least >= 0 && greatest <= 1 && !column.wholeNumbers ? 5 : 0;
  }
  const areWords = distinct <= 20 && sumOf(words) + numbers >= filled;
  if (name === 0 || !areWords) return 0;
  return verdicts >= filled * 0.8 ? name - 30 : name - 10;
}

const DURATION = /^\d+(?:[.,]\d+)?\s*(?:µs|us|ms|s|sec|secs|seconds?|min|m)$/i;

function areDurations({ name, numbers, filled, least, examples }: SeenColumn): boolean {
  if (numbers === filled) return least >= 0 && !(plainName(name) === "time" && least > 1e8);
  return examples.length > 0 && examples.every((text) => DURATION.test(text.trim()));
}

const isTime = (text: string) =>
  /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/.test(text) ||
  /^1[5-9]\d{8}(?:\.\d+)?$/.test(text) ||
  /^1[5-9]\d{11}$/.test(text);
