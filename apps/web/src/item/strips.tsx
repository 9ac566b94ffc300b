import { bucketNames, formatRate, formatScore } from "@evalboard/format";
import {
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type ReactNode,
  useMemo,
  useState,
} from "react";
import { writeResultAddress } from "../address/compare.ts";
import { ModelLink, PromptLink } from "../address/links.tsx";
import { fateFaces } from "../figures/outcome.tsx";
import { Card } from "../kit/card.tsx";
import { Count, Figure, Unknown } from "../kit/figure.tsx";
import { viewerZone } from "../kit/spans.ts";
import { type Column, DataTable } from "../kit/table.tsx";
import { type ItemAnswer, type ItemStrip, VerdictLegend, verdictOf, VerdictSquare } from "./verdicts.tsx";

/** The day of an instant, in words. */
type DayOf = (instant: string) => string;

/** Opens an answer, whole. The same function as long as the page is. */
type Open = (answer: ItemAnswer) => void;

interface StripsProps {
  readonly strips: readonly ItemStrip[];
  readonly open: Open;
  /** That some answers are left out, or null. */
  readonly note: ReactNode;
}

/** How each model and prompt version fared on the item, answer by answer. */
export function Strips({ strips, open, note }: StripsProps): ReactNode {
  const dayOf = useMemo((): DayOf => {
    const names = bucketNames("day", viewerZone());
    return (instant) => names.title(instant);
  }, []);
  return (
    <Card title="By model and prompt" aside={<VerdictLegend />} flush>
      <p className="px-5 pb-3 text-sm text-pretty text-muted">
        A square is an answer, the oldest left: press one to read it.{" "}
        <span className="max-md:hidden">The arrow keys go along a row.</span> {note}
      </p>
      <DataTable
        label="By model and prompt"
        columns={stripColumns(open, dayOf)}
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

function stripColumns(open: Open, dayOf: DayOf): readonly Column<ItemStrip>[] {
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
      cell: (strip) => <Strip strip={strip} open={open} dayOf={dayOf} />,
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
      heading: "Average score",
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
  readonly open: Open;
  readonly dayOf: DayOf;
}

/**
 * Answers in a row, one stop for the Tab key. Plain anchors: there may be a thousand, and each of the router's own links
 * takes part in every change of the address.
 */
const Strip = memo(function Strip({ strip, open, dayOf }: StripProps): ReactNode {
  const { answers } = strip;
  const [stop, setStop] = useState(answers.length - 1);
  const linksOf = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll("a")];
  const focus = ({ currentTarget, target }: FocusEvent<HTMLElement>): void =>
    setStop(linksOf(currentTarget).findIndex((link) => link === target));
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const next = stepOf(event.key, stop, answers.length);
    if (next === undefined) return;
    event.preventDefault();
    linksOf(event.currentTarget)[next]?.focus();
  };
  const follow = (event: MouseEvent, answer: ItemAnswer): void => {
    // Another tab, another window and a download are the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(answer);
  };
  return (
    // The keys are the links', which have the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ol
      aria-label={`Answers of ${stripName(strip)}, oldest first`}
      onKeyDown={press}
      onFocus={focus}
      className="-ml-1 flex flex-wrap"
    >
      {answers.map((answer, index) => {
        const words = answerWords(answer, dayOf);
        const address = writeResultAddress(answer);
        return (
          <li key={address}>
            <a
              id={address}
              href={`?answer=${address}`}
              tabIndex={index === stop ? 0 : -1}
              aria-haspopup="dialog"
              aria-label={words}
              title={words}
              onClick={(event) => follow(event, answer)}
              // The frame stays after the answer is closed, for the mouse too: where one was among so many.
              className="grid size-6 place-items-center rounded-md outline-offset-[-2px] hover:bg-sunken focus:outline-2 focus:outline-accent"
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
  return [fateFaces[verdictOf(answer)].label, ...score, dayOf(answer.completedAt)].join(", ");
}
