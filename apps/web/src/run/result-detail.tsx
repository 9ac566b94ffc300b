import type { ResultRow } from "@evalboard/contract";
import type { ReactNode } from "react";
import { TextBlock } from "../ui/text-block.tsx";
import { ResultMeasures } from "./result-measures.tsx";
import { ResultTexts } from "./result-texts.tsx";

/** Everything about one result. */
export function ResultDetail({ result }: { readonly result: ResultRow }): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <ResultMeasures result={result} />
      {result.error === null ? null : <TextBlock title="Error" text={result.error} tone="bad" />}
      {result.reason === null ? null : <TextBlock title="Reason" text={result.reason} />}
      <ResultTexts result={result} />
      {result.textReplaced ? (
        <p className="text-xs text-muted">Characters that cannot be stored stand as � in these texts.</p>
      ) : null}
    </div>
  );
}
