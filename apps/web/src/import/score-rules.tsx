import type { ColumnMap } from "@evalboard/importers";
import { CircleSlash } from "lucide-react";
import { type ReactNode, useId } from "react";
import { fieldClass } from "../kit/fields.tsx";
import { knownWords, missingOf, sayOfMap, sayWord, type UnknownFile } from "./map-state.ts";
import { touchIconClass } from "../kit/button.tsx";

interface ScoreRulesProps {
  readonly file: UnknownFile;
  readonly change: (map: ColumnMap) => void;
}

/** How the values of the score's column are read: between which numbers, which end is better, what words count as. */
export function ScoreRules({ file, change }: ScoreRulesProps): ReactNode {
  const { guess } = file;
  const { map, columns } = guess;
  const column = columns.find(({ name }) => name === map.columns["score"]);
  const hasNumbers = column === undefined || column.numbers > 0;
  const known = knownWords(map, file.words);
  const isMissing = missingOf(guess).some(({ option }) => option === "words");
  return (
    <div className="mt-2 ml-0 flex flex-col gap-2 border-l-2 border-line pl-3 text-sm sm:ml-[7.25rem]">
      {hasNumbers ? <Scale map={map} change={change} /> : null}
      <label className="flex w-fit items-center gap-2">
        <input
          type="checkbox"
          checked={map.lowerIsBetter === true}
          onChange={({ target }) => change(sayOfMap(map, { lowerIsBetter: target.checked || undefined }))}
          className="accent-accent"
        />
        Lower is better
      </label>
      {known.length === 0 ? null : (
        <fieldset className="min-w-0">
          <legend className={`mb-1 text-xs ${isMissing ? "text-warn" : "text-muted"}`}>
            {isMissing ? "Say what each word counts as, from 0 to 1" : "What words count as, from 0 to 1"}
          </legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(12rem,1fr))] gap-x-4 gap-y-1.5">
            {known.map(([word, own]) => (
              <WordField key={word} word={word} own={own} map={map} change={change} />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  );
}

interface RuleProps {
  readonly map: ColumnMap;
  readonly change: (map: ColumnMap) => void;
}

/** The least and the greatest that a score can be. What is half written is no number, and the importer says so. */
function Scale({ map, change }: RuleProps): ReactNode {
  const id = useId();
  const { from = Number.NaN, to = Number.NaN } = map.scale ?? {};
  const say = (scale: { readonly from: number; readonly to: number }): void => {
    const isEmpty = Number.isNaN(scale.from) && Number.isNaN(scale.to);
    change(sayOfMap(map, { scale: isEmpty ? undefined : scale }));
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor={id}>Scale from</label>
      <NumberField id={id} value={from} placeholder="0" say={(number) => say({ from: number, to })} />
      <label htmlFor={`${id} to`}>to</label>
      <NumberField id={`${id} to`} value={to} placeholder="1" say={(number) => say({ from, to: number })} />
    </div>
  );
}

interface WordFieldProps extends RuleProps {
  readonly word: string;
  /** What it counts as where nobody says it; null where somebody has to. */
  readonly own: number | null;
}

function WordField({ word, own, map, change }: WordFieldProps): ReactNode {
  const id = useId();
  const said = map.words?.[word];
  const isOpen = said === undefined && own === null;
  const isUnscored = said === null;
  return (
    <div className="flex min-w-0 items-center justify-between gap-2">
      <label htmlFor={id} className="min-w-0 truncate" title={word}>
        {word}
      </label>
      <span className="flex shrink-0 items-center gap-1">
        <NumberField
          id={id}
          value={said ?? Number.NaN}
          placeholder={isUnscored ? "none" : own === null ? "" : String(own)}
          isOpen={isOpen}
          say={(number) => change(sayWord(map, word, Number.isNaN(number) ? undefined : number))}
        />
        <button
          type="button"
          aria-label={`${word} is no score`}
          title="No score"
          aria-pressed={isUnscored}
          onClick={() => change(sayWord(map, word, isUnscored ? undefined : null))}
          className={`grid size-7 place-items-center rounded-lg text-muted hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent ${touchIconClass}`}
        >
          <CircleSlash className="size-3.5" aria-hidden />
        </button>
      </span>
    </div>
  );
}

interface NumberFieldProps {
  readonly id: string;
  /** NaN is an empty field. */
  readonly value: number;
  readonly placeholder: string;
  readonly isOpen?: boolean;
  readonly say: (value: number) => void;
}

function NumberField({ id, value, placeholder, isOpen = false, say }: NumberFieldProps): ReactNode {
  return (
    <input
      id={id}
      type="number"
      step="any"
      value={Number.isNaN(value) ? "" : value}
      placeholder={placeholder}
      aria-invalid={isOpen}
      onChange={({ target }) => say(target.valueAsNumber)}
      className={`${fieldClass} w-20 shrink-0 tabular-nums ${isOpen ? "border-warn" : ""}`}
    />
  );
}
