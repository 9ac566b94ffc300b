import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton.tsx";
import { SkeletonCard } from "../ui/skeleton-card.tsx";
import { HeaderFrame } from "./header-frame.tsx";
import { kindWords } from "./kind-words.ts";
import type { SubjectKind } from "./subject.ts";

const cards = ["runs", "score", "failures", "errors", "latency", "cost"];
const charts = ["score", "rates", "latency", "runs"];

/** A subject page's outline while its first report is on the way; each part as high as what follows. */
export function SubjectSkeleton({ kind }: { readonly kind: SubjectKind }): ReactNode {
  return (
    <>
      <title>{`${kindWords[kind]} · EvalBoard`}</title>
      <HeaderFrame
        kind={kind}
        name={
          <>
            <span className="sr-only">{kindWords[kind]}</span>
            <Skeleton className="h-6 w-72" />
          </>
        }
        windowNote={<Skeleton className="mt-0.5 h-4 w-64" />}
        freshnessNote={<Skeleton className="mt-0.5 h-4 w-40" />}
        links={<Skeleton className="h-8 w-48" />}
      />
      <output className="sr-only">Loading the {kind}…</output>
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
          {cards.map((card) => (
            <SkeletonCard key={card} className="h-32.5" />
          ))}
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          {charts.map((chart) => (
            <SkeletonCard key={chart} className="h-73.5" />
          ))}
        </div>
        <SkeletonCard className="h-100" />
      </div>
    </>
  );
}
