import type { ResultRow } from "@evalboard/contract";
import type { ReactNode } from "react";
import { DifferenceText, useDifference } from "../kit/difference.tsx";
import { StepsText, TextBlock } from "../kit/text.tsx";
import { ResultMeasures } from "./result.tsx";

interface ResultDetailProps {
  readonly result: ResultRow;
  /** The way to where else the result stands. */
  readonly link: ReactNode;
}

/** Everything about one result. */
export function ResultDetail({ result, link }: ResultDetailProps): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
        <ResultMeasures result={result} />
        {link}
      </div>
      {result.error === null ? null : <TextBlock title="Error" text={result.error} tone="bad" />}
      {result.reason === null ? null : <TextBlock title="Reason" text={result.reason} />}
      <ResultTexts result={result} />
      <StepsText transcript={result.transcript} />
      {result.textReplaced ? (
        <p className="text-xs text-muted">Characters that cannot be stored stand as � in these texts.</p>
      ) : null}
    </div>
  );
}

/** What was asked, what was expected and what came, side by side; words that differ are marked where that helps. */
function ResultTexts({ result: { input, expected, output } }: { readonly result: ResultRow }): ReactNode {
  const [marked, checkbox] = useDifference(expected, output);
  return (
    <div className="flex flex-col gap-2">
      {checkbox}
      <div className="grid gap-4 lg:grid-cols-3">
        <TextBlock title="Input" text={input} />
        <TextBlock title="Expected" text={expected}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="before" />}
        </TextBlock>
        <TextBlock title="Output" text={output}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="after" />}
        </TextBlock>
      </div>
    </div>
  );
}
