import { formatInstant } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { CachedBadge, ResultBadge, ResultMeasures } from "../figures/result.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { DifferenceText, useDifference } from "../kit/difference.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { StepsText, TextBlock } from "../kit/text.tsx";
import { stripName } from "./strips.tsx";
import type { ItemAnswer, ItemStrip } from "./verdicts.tsx";

interface ChosenAnswerProps {
  readonly strip: ItemStrip;
  readonly answer: ItemAnswer;
  /** What the item's latest run expected. */
  readonly expected: string | null;
}

/** The answer that was chosen in a strip, and the way to it in its run. */
export function ChosenAnswer({ strip, answer, expected }: ChosenAnswerProps): ReactNode {
  const { runId, position } = answer;
  // A strip has the beginnings of the texts; they stand here until the whole of them has come.
  const { data: whole, error, refetch } = trpc.runs.result.useQuery({ runId, position });
  const shown = whole ?? { ...answer, expected };
  return (
    <Card
      title="Answer"
      aside={
        <Link
          to="/runs/$runId"
          params={{ runId }}
          search={{ result: position }}
          className="inline-flex items-center gap-1 text-sm text-accent underline-offset-2 hover:underline"
        >
          On its run’s page
          <ArrowUpRight className="size-3.5" aria-hidden />
        </Link>
      }
    >
      <div className="flex flex-col gap-4">
        <p aria-live="polite" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <span className="font-medium wrap-anywhere">{stripName(strip)}</span>
          <time dateTime={answer.completedAt} className="text-muted">
            {formatInstant(answer.completedAt)}
          </time>
          <ResultBadge result={answer} />
          {whole === undefined ? null : <CachedBadge result={whole} />}
        </p>
        {whole !== undefined ? (
          <ResultMeasures result={whole} />
        ) : error === null ? (
          <Skeleton className="h-9 w-72" />
        ) : (
          <ErrorPanel error={error} retry={() => void refetch()} />
        )}
        {shown.error === null ? null : <TextBlock title="Error" text={shown.error} tone="bad" />}
        {shown.reason === null ? null : <TextBlock title="Reason" text={shown.reason} />}
        <AnswerTexts output={shown.output} expected={shown.expected} />
        <StepsText transcript={whole?.transcript ?? null} />
      </div>
    </Card>
  );
}

interface AnswerTextsProps {
  readonly output: string | null;
  readonly expected: string | null;
}

/** What came beside what its run expected; words that differ are marked where that helps. */
function AnswerTexts({ output, expected }: AnswerTextsProps): ReactNode {
  const [marked, checkbox] = useDifference(expected, output);
  if (expected === null) return <TextBlock title="Output" text={output} />;
  return (
    <div className="flex flex-col gap-2">
      {checkbox}
      <div className="grid gap-4 md:grid-cols-2">
        <TextBlock title="Expected by its run" text={expected}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="before" />}
        </TextBlock>
        <TextBlock title="Output" text={output}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="after" />}
        </TextBlock>
      </div>
    </div>
  );
}
