import type {
  PromptChange,
  RankedDataset,
  RankedModel,
  ReportHead,
  ScoreInterval,
} from "@evalboard/contract";
import { formatScore, formatScoreChange } from "@evalboard/format";
import type { ReactNode } from "react";
import { CompareLink, DatasetLink, ModelLink, PromptLink } from "../address/links.tsx";
import { Badge } from "../kit/badge.tsx";
import { Unknown } from "../kit/figure.tsx";
import { IntervalAxis, rangeWords } from "./interval-axis.tsx";
import { Placed } from "./place.tsx";
import { differenceScale, verdictFaces } from "./verdict.tsx";

/** So many stand on a narrow screen. */
const FEWEST = 3;

/** Which of a list are shown: the first few, or on a narrow screen, once more was asked for, those that were left out. */
type Part = "first" | "rest";

interface FirstFewProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly part: Part;
  /** At most so many of the first stand where there is room. */
  readonly most: number;
  readonly children: (row: Row) => ReactNode;
}

/** Rows of name, figure and interval, a line each: of the first on a narrow screen three, elsewhere a few more. */
function FirstFew<Row>({ label, rows, part, most, children }: FirstFewProps<Row>): ReactNode {
  const shown = part === "first" ? rows.slice(0, most) : rows.slice(FEWEST);
  if (shown.length === 0) return null;
  return (
    // One grid of all rows: their axes stand in line, whatever is written beside them.
    <ul
      data-rows
      aria-label={part === "first" ? label : `${label}, the rest`}
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 sm:max-md:grid-cols-[minmax(0,1fr)_minmax(3rem,20%)_auto] lg:grid-cols-[minmax(0,1fr)_minmax(3rem,20%)_auto] print:grid-cols-[minmax(0,1fr)_minmax(3rem,20%)_auto]"
    >
      {shown.map((row, index) => (
        <li
          // By its place: a row whose subject changes does not move.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className={`col-span-full grid min-h-8 grid-cols-subgrid items-center border-t border-line py-1 text-sm first:border-t-0 ${part === "rest" || index < FEWEST ? "" : "max-md:hidden"}`}
        >
          {children(row)}
        </li>
      ))}
    </ul>
  );
}

/** Of the axis of a row, where there is room for one. */
const axisClass = "flex max-sm:hidden md:max-lg:hidden print:flex";

interface ScoredProps {
  readonly score: number | null;
  readonly interval: ScoreInterval | null;
}

/** An adjusted score on its axis, and in figures with its interval. */
function Scored({ score, interval }: ScoredProps): ReactNode {
  if (score === null) return <Unknown why="no scored runs" />;
  return (
    <>
      <span className={axisClass} title={rangeWords(interval, formatScore)}>
        <IntervalAxis from={0} to={1} value={score} interval={interval} />
      </span>
      <FigureWithRange text={formatScore(score)} interval={interval} format={formatScore} />
    </>
  );
}

interface FigureWithRangeProps {
  readonly text: string;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly format: (value: number) => string;
}

/** `0.812 0.790–0.834`. */
function FigureWithRange({ text, interval, format }: FigureWithRangeProps): ReactNode {
  return (
    <span className="text-right whitespace-nowrap tabular-nums">
      <span className="font-medium">{text}</span>{" "}
      <span className="text-xs text-muted">
        {interval === null ? "no interval" : `[${format(interval.low)}, ${format(interval.high)}]`}
      </span>
    </span>
  );
}

type Head = Pick<ReportHead, "period">;

/** Those with a place first; of a list without any the list as it is. */
function placedFirst<Row extends Pick<RankedModel, "rankRange">>(rows: readonly Row[], part: Part): Row[] {
  const placed = rows.filter(({ rankRange }) => rankRange !== null);
  if (part === "first" && placed.length > 0) return placed;
  return [...placed, ...rows.filter(({ rankRange }) => rankRange === null)];
}

interface FirstModelsProps {
  readonly models: readonly RankedModel[];
  readonly report: Head;
  readonly part?: Part;
  /** The colour of a model's line in a chart beside, as a class. */
  readonly colorOf: (modelId: string) => string | undefined;
}

/** The models that are ranked first. */
export function FirstModels({ models, report, colorOf, part = "first" }: FirstModelsProps): ReactNode {
  return (
    <FirstFew label="First models" rows={placedFirst(models, part)} part={part} most={FEWEST}>
      {({ modelId, provider, name, rankRange, ...figures }) => (
        <>
          <Placed rank={rankRange} isLine>
            <span className="flex min-w-0 items-center gap-2">
              {colorOf(modelId) === undefined ? null : (
                <span aria-hidden className={`size-2 shrink-0 rounded-full ${colorOf(modelId) ?? ""}`} />
              )}
              <ModelLink
                id={modelId}
                period={report.period}
                title={`${provider}/${name}`}
                className="truncate py-0.5 font-medium"
              >
                {name}
              </ModelLink>
            </span>
          </Placed>
          <Scored {...scoredOf({ rankRange, ...figures })} />
        </>
      )}
    </FirstFew>
  );
}

interface FirstDatasetsProps {
  readonly datasets: readonly RankedDataset[];
  readonly report: Head;
  readonly part?: Part;
}

/** The datasets that are hardest. */
export function FirstDatasets({ datasets, report, part = "first" }: FirstDatasetsProps): ReactNode {
  return (
    <FirstFew label="Hardest datasets" rows={placedFirst(datasets, part)} part={part} most={8}>
      {({ datasetId, name, rankRange, saturated, ...figures }) => (
        <>
          <Placed rank={rankRange} isLine>
            <span className="flex min-w-0 items-baseline gap-2">
              <DatasetLink
                id={datasetId}
                period={report.period}
                title={name}
                className="truncate py-0.5 font-medium"
              >
                {name}
              </DatasetLink>
              {saturated ? <span className="text-xs font-medium text-warn">saturated</span> : null}
            </span>
          </Placed>
          <Scored {...scoredOf({ rankRange, ...figures })} />
        </>
      )}
    </FirstFew>
  );
}

/** What is ranked has its adjusted score, what stands apart its plain mean. */
function scoredOf(
  row: Pick<
    RankedModel,
    "rankRange" | "adjustedScore" | "adjustedInterval" | "averageScore" | "scoreInterval"
  >,
): ScoredProps {
  return row.rankRange === null
    ? { score: row.averageScore, interval: row.scoreInterval }
    : { score: row.adjustedScore, interval: row.adjustedInterval };
}

interface FirstChangesProps {
  readonly changes: readonly PromptChange[];
  readonly report: Head;
  readonly part?: Part;
}

/** The newest changes of prompts that something can be said of, on one axis around 0. */
export function FirstChanges({ changes, report, part = "first" }: FirstChangesProps): ReactNode {
  const scale = differenceScale(changes);
  return (
    <FirstFew label="Newest prompt changes" rows={changes} part={part} most={6}>
      {({ promptId, name, older, newer, verdict, difference, interval }) => (
        <>
          <span className="flex min-w-0 flex-wrap items-center gap-x-2">
            <PromptLink
              id={promptId}
              period={report.period}
              title={name}
              className="truncate py-0.5 font-medium"
            >
              {name}
            </PromptLink>
            <CompareLink
              baseline={{ promptVersionId: older.promptVersionId }}
              candidate={{ promptVersionId: newer.promptVersionId }}
              className="inline-block py-1 text-xs whitespace-nowrap text-muted underline decoration-line underline-offset-2 hover:text-ink"
            >
              <span className="sr-only">Compare {name} </span>v{older.number} → v{newer.number}
            </CompareLink>
            <Badge face={{ ...verdictFaces[verdict ?? "none"], className: "text-xs!" }} />
          </span>
          <span className={axisClass}>
            <IntervalAxis from={-scale} to={scale} value={difference ?? 0} interval={interval} />
          </span>
          {difference === null ? (
            <Unknown why="nothing to compare" />
          ) : (
            <FigureWithRange
              text={formatScoreChange(difference)}
              interval={interval}
              format={formatScoreChange}
            />
          )}
        </>
      )}
    </FirstFew>
  );
}
