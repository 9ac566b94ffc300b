import type {
  PromptChange,
  RankedDataset,
  RankedModel,
  ReportHead,
  ScoreInterval,
} from "@evalboard/contract";
import { formatScore, formatScoreChange } from "@evalboard/format";
import type { ReactNode } from "react";
import { DatasetLink, ModelLink, PromptLink } from "../address/links.tsx";
import { Badge } from "../kit/badge.tsx";
import { Unknown } from "../kit/figure.tsx";
import { IntervalAxis, rangeWords } from "./interval-axis.tsx";
import { Placed } from "./place.tsx";
import { differenceScale, verdictFaces } from "./verdict.tsx";

/** So many stand on a narrow screen. */
const FEWEST = 3;

interface FirstFewProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** At most so many stand where there is room. */
  readonly most: number;
  readonly children: (row: Row) => ReactNode;
}

/** The first of a ranking, a line each: on a narrow screen three, elsewhere a few more. */
function FirstFew<Row>({ label, rows, most, children }: FirstFewProps<Row>): ReactNode {
  return (
    <ul aria-label={label} className="flex flex-col">
      {rows.slice(0, most).map((row, index) => (
        <li
          // By its place: a row whose subject changes does not move.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className={`grid min-h-8 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 sm:max-md:grid-cols-[minmax(0,1fr)_minmax(3rem,20%)_auto] lg:grid-cols-[minmax(0,1fr)_minmax(3rem,20%)_auto] print:grid-cols-[minmax(0,1fr)_minmax(3rem,20%)_auto] border-t border-line py-1 text-sm first:border-t-0 ${index < FEWEST ? "" : "max-md:hidden"}`}
        >
          {children(row)}
        </li>
      ))}
    </ul>
  );
}

interface ScoredProps {
  readonly score: number | null;
  readonly interval: ScoreInterval | null;
}

/** An adjusted score on its axis, and in figures with its interval. */
function Scored({ score, interval }: ScoredProps): ReactNode {
  if (score === null) return <Unknown why="no scored runs" />;
  return (
    <>
      <span
        className="flex max-sm:hidden md:max-lg:hidden print:flex"
        title={rangeWords(interval, formatScore)}
      >
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

interface FirstModelsProps {
  readonly models: readonly RankedModel[];
  readonly report: Head;
  /** The colour of a model's line in a chart beside, as a class. */
  readonly colorOf: (modelId: string) => string | undefined;
}

/** The models that are ranked first. */
export function FirstModels({ models, report, colorOf }: FirstModelsProps): ReactNode {
  const ranked = models.filter(({ rankRange }) => rankRange !== null);
  return (
    <FirstFew label="First models" rows={ranked.length === 0 ? models : ranked} most={FEWEST}>
      {({ modelId, provider, name, rankRange, ...figures }) => (
        <>
          <Placed rank={rankRange}>
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
}

/** The datasets that are hardest. */
export function FirstDatasets({ datasets, report }: FirstDatasetsProps): ReactNode {
  const ranked = datasets.filter(({ rankRange }) => rankRange !== null);
  return (
    <FirstFew label="Hardest datasets" rows={ranked.length === 0 ? datasets : ranked} most={8}>
      {({ datasetId, name, rankRange, saturated, ...figures }) => (
        <>
          <Placed rank={rankRange}>
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
}

/** The newest changes of prompts that something can be said of, on one axis around 0. */
export function FirstChanges({ changes, report }: FirstChangesProps): ReactNode {
  const scale = differenceScale(changes);
  return (
    <FirstFew label="Newest prompt changes" rows={changes} most={6}>
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
            <span className="text-xs whitespace-nowrap text-muted">
              v{older.number} → v{newer.number}
            </span>
            <Badge face={{ ...verdictFaces[verdict ?? "none"], className: "text-xs!" }} />
          </span>
          <span className="flex max-sm:hidden md:max-lg:hidden print:flex">
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
