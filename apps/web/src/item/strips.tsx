import { bucketNames, formatRate, formatScore } from "@evalboard/format";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, memo, type MouseEvent, type ReactNode, useMemo } from "react";
import { ModelLink, PromptLink } from "../address/links.tsx";
import { Card } from "../kit/card.tsx";
import { Count, Figure, Unknown } from "../kit/figure.tsx";
import { viewerZone } from "../kit/spans.ts";
import { type Column, DataTable } from "../kit/table.tsx";
import {
  type ItemAnswer,
  type ItemStrip,
  verdictFaces,
  VerdictLegend,
  verdictOf,
  VerdictSquare,
} from "./verdicts.tsx";

/** The day of an instant, in words. */
type DayOf = (instant: string) => string;

/** Shows an answer whole. The same function as long as the page is. */
type Choose = (answer: ItemAnswer) => void;

interface StripsProps {
  readonly strips: readonly ItemStrip[];
  readonly chosen: ItemAnswer | undefined;
  readonly choose: Choose;
  /** That some answers are left out, or null. */
  readonly note: ReactNode;
}

/** How each model and prompt version fared on the item, answer by answer. */
export function Strips({ strips, chosen, choose, note }: StripsProps): ReactNode {
  const dayOf = useMemo((): DayOf => {
    const names = bucketNames("day", viewerZone());
    return (instant) => names.title(instant);
  }, []);
  return (
    <Card title="By model and prompt" aside={<VerdictLegend />} flush>
      <p className="px-5 pb-3 text-sm text-pretty text-muted">
        A square is an answer, the oldest left. Choose one, by the arrow keys too, to read it below; press it
        again to go to it in its run. {note}
      </p>
      <DataTable
        label="By model and prompt"
        columns={stripColumns(chosen, choose, dayOf)}
        rows={strips}
        keyOf={stripKey}
      />
    </Card>
  );
}

function stripKey({ model, prompt }: ItemStrip): string {
  return `${model.id} ${prompt.versionId}`;
}

/** What a strip is of: `swift, ask v2`. */
export function stripName({ model, prompt }: ItemStrip): string {
  return `${model.name}, ${prompt.name} v${prompt.version}`;
}

function stripColumns(
  chosen: ItemAnswer | undefined,
  choose: Choose,
  dayOf: DayOf,
): readonly Column<ItemStrip>[] {
  return [
    {
      heading: "Model and prompt",
      width: "w-[26%]",
      wide: true,
      bare: true,
      cell: ({ model, prompt }) => (
        <>
          <ModelLink id={model.id} period="30d" className="block font-medium wrap-anywhere">
            {model.name}
          </ModelLink>
          <span className="block text-xs wrap-anywhere text-muted">
            {model.provider} ·{" "}
            <PromptLink id={prompt.id} period="30d">
              {prompt.name} v{prompt.version}
            </PromptLink>
          </span>
        </>
      ),
    },
    {
      heading: "Answers, oldest left",
      wide: true,
      bare: true,
      cell: (strip) => (
        <Strip
          strip={strip}
          chosenIndex={chosen === undefined ? -1 : strip.answers.indexOf(chosen)}
          choose={choose}
          dayOf={dayOf}
        />
      ),
    },
    {
      heading: "Pass rate",
      align: "right",
      width: "w-[13%]",
      cell: ({ scored, passed }) =>
        scored === 0 ? (
          <Unknown why="no scored answers" />
        ) : (
          <>
            <span className="font-medium">{formatRate(passed / scored)}</span>
            <span className="block text-xs whitespace-nowrap text-muted">
              <Count value={passed} /> of <Count value={scored} />
            </span>
          </>
        ),
    },
    {
      heading: "Mean score",
      align: "right",
      width: "w-[13%]",
      cell: ({ averageScore }) => (
        <Figure value={averageScore} format={formatScore} why="no scored answers" />
      ),
    },
  ];
}

interface StripProps {
  readonly strip: ItemStrip;
  /** −1 where the chosen answer is of another strip. */
  readonly chosenIndex: number;
  readonly choose: Choose;
  readonly dayOf: DayOf;
}

/**
 * Answers in a row, one stop for the Tab key. Plain anchors: there may be a thousand, and each of the router's own links
 * takes part in every change of the address.
 */
const Strip = memo(function Strip({ strip, chosenIndex, choose, dayOf }: StripProps): ReactNode {
  const navigate = useNavigate();
  const { answers } = strip;
  const stop = chosenIndex === -1 ? answers.length - 1 : chosenIndex;
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const links = [...event.currentTarget.querySelectorAll("a")];
    const at = links.findIndex((link) => link === event.target);
    const next = at === -1 ? undefined : stepOf(event.key, at, links.length);
    const answer = next === undefined ? undefined : answers[next];
    if (next === undefined || answer === undefined) return;
    event.preventDefault();
    links[next]?.focus();
    choose(answer);
  };
  const follow = (event: MouseEvent, answer: ItemAnswer, isChosen: boolean): void => {
    // Another tab, another window and a download are the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!isChosen) return choose(answer);
    const { runId, position: result } = answer;
    void navigate({ to: "/runs/$runId", params: { runId }, search: { result } });
  };
  return (
    // The keys are the links', which have the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ol
      aria-label={`Answers of ${stripName(strip)}, oldest first`}
      onKeyDown={press}
      className="-ml-1 flex flex-wrap"
    >
      {answers.map((answer, index) => {
        const words = answerWords(answer, dayOf);
        return (
          <li key={`${answer.runId} ${answer.position}`}>
            <a
              href={`/runs/${answer.runId}?result=${answer.position}`}
              tabIndex={index === stop ? 0 : -1}
              aria-current={index === chosenIndex}
              aria-label={words}
              title={words}
              onClick={(event) => follow(event, answer, index === chosenIndex)}
              className="grid size-6 place-items-center rounded-md outline-offset-[-2px] hover:bg-sunken aria-[current=true]:ring-2 aria-[current=true]:ring-accent aria-[current=true]:ring-inset"
            >
              <VerdictSquare verdict={verdictOf(answer)} />
            </a>
          </li>
        );
      })}
    </ol>
  );
});

/** Where a key leads from one of so many answers; undefined for any other key, and past either end. */
export function stepOf(key: string, at: number, count: number): number | undefined {
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[key];
  return next === undefined || next < 0 || next >= count || next === at ? undefined : next;
}

/** `Passed, score 0.820, Tuesday, Nov 17, 2026`. */
export function answerWords(answer: ItemAnswer, dayOf: DayOf): string {
  const score = answer.score === null ? [] : [`score ${formatScore(answer.score)}`];
  return [verdictFaces[verdictOf(answer)].label, ...score, dayOf(answer.completedAt)].join(", ");
}
