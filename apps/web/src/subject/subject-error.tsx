import type { ReactNode } from "react";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { HeaderFrame } from "./header-frame.tsx";
import { kindWords } from "./kind-words.ts";
import type { SubjectKind } from "./subject.ts";

type SubjectErrorProps = {
  readonly kind: SubjectKind;
  readonly error: unknown;
  readonly retry: () => void;
};

/** A subject without a single report to show; another period may have one. */
export function SubjectError({ kind, error, retry }: SubjectErrorProps): ReactNode {
  return (
    <>
      <HeaderFrame kind={kind} name={kindWords[kind]} windowNote={null} freshnessNote={null} links={null} />
      <ErrorPanel error={error} retry={retry} />
    </>
  );
}
