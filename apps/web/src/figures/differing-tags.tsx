import type { DifferingTag, ReportHead } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { keepPreviousData } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { termClass } from "../kit/term.tsx";

const OpenDifferingTags = lazy(async () => ({
  default: (await import("./open-differing-tags.tsx")).OpenDifferingTags,
}));

export interface DifferingTagsProps {
  readonly report: Pick<ReportHead, "window" | "where">;
}

/** That figures average over runs that differ in a tag alone, where they do. Which values come when they are asked for. */
export function DifferingTags({ report }: DifferingTagsProps): ReactNode {
  const [isAskedFor, setIsAskedFor] = useState(false);
  const { from: completedFrom, to: completedTo } = report.window;
  const { data: tags = [] } = trpc.runs.differingTags.useQuery(
    { ...report.where, completedFrom, completedTo },
    { placeholderData: keepPreviousData },
  );
  if (tags.length === 0) return null;
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      className={differingTagsClass}
      onClick={() => setIsAskedFor(true)}
    >
      {differingWords(tags)}
    </button>
  );
  return (
    <>
      {" · "}
      {isAskedFor ? (
        <Suspense fallback={button}>
          <OpenDifferingTags report={report} tags={tags} />
        </Suspense>
      ) : (
        button
      )}
    </>
  );
}

export const differingTagsClass = `${termClass} cursor-pointer`;

export function differingWords(tags: readonly DifferingTag[]): string {
  const [first, ...others] = tags;
  return `averaged over ${first !== undefined && others.length === 0 ? first.name : formatCounted(tags.length, "tag")}`;
}
