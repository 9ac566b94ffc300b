import { formatInstant } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { type ResultAddress, writeResultAddress } from "../address/compare.ts";
import { ResultDetail } from "../figures/result-detail.tsx";
import { CachedBadge, ResultBadge } from "../figures/result.tsx";
import { Skeleton } from "../kit/card.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { Sheet } from "../kit/sheet.tsx";
import { stripName } from "./strips.tsx";
import type { ItemAnswer, ItemStrip } from "./verdicts.tsx";

interface OpenAnswerProps {
  readonly address: ResultAddress;
  readonly strips: readonly ItemStrip[];
  readonly open: (answer: ItemAnswer) => void;
  readonly close: () => void;
}

/** One answer, whole, over the page; from it one goes on to the next of its strip. */
export function OpenAnswer({ address, strips, open, close }: OpenAnswerProps): ReactNode {
  const { runId, position } = address;
  const { data: result, error, refetch } = trpc.runs.result.useQuery({ runId, position });
  const isOpen = (answer: ItemAnswer): boolean => answer.runId === runId && answer.position === position;
  // None has an answer that is older than the latest ones.
  const strip = strips.find(({ answers }) => answers.some(isOpen));
  const answer = strip?.answers.find(isOpen);
  return (
    <Sheet
      what="answer"
      title={strip === undefined ? "Answer" : stripName(strip)}
      notes={
        <>
          {result === undefined ? null : <ResultBadge result={result} />}
          {result === undefined ? null : <CachedBadge result={result} />}
          {answer === undefined ? null : (
            <time dateTime={answer.completedAt} className="text-sm text-muted">
              {formatInstant(answer.completedAt)}
            </time>
          )}
        </>
      }
      rows={strip?.answers ?? []}
      isOpen={isOpen}
      open={open}
      close={close}
      backTo={writeResultAddress(address)}
    >
      {result !== undefined ? (
        <ResultDetail
          result={result}
          link={
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
        />
      ) : error === null ? (
        <Skeleton className="h-64" />
      ) : (
        <ErrorPanel error={error} retry={() => void refetch()} />
      )}
    </Sheet>
  );
}
