import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PeriodSwitcher } from "../report/period-switcher.tsx";
import { kindWords } from "./kind-words.ts";
import type { SubjectKind } from "./subject.ts";

type HeaderFrameProps = {
  readonly kind: SubjectKind;
  readonly name: ReactNode;
  /** Which days the figures are of. */
  readonly windowNote: ReactNode;
  /** How old they are. */
  readonly freshnessNote: ReactNode;
  /** Where one can go from here. */
  readonly links: ReactNode;
};

/** The head of a subject's page, each part in its place while others are still on the way. */
export function HeaderFrame({ kind, name, windowNote, freshnessNote, links }: HeaderFrameProps): ReactNode {
  return (
    <header className="grid gap-x-6 gap-y-1 md:grid-cols-[1fr_auto]">
      <div className="min-w-0 md:row-span-2">
        <p className="text-sm text-muted">
          <Link to="/" search={(before) => ({ period: before.period })} className="hover:text-ink">
            Board
          </Link>{" "}
          <span aria-hidden>/</span> {kindWords[kind]}
        </p>
        <h1 className="min-h-7 text-xl font-semibold tracking-tight wrap-anywhere">{name}</h1>
      </div>
      <div className="flex gap-2 max-md:order-last max-md:mt-2 md:justify-self-end">
        <PeriodSwitcher />
      </div>
      <div className="flex min-h-8 gap-2 max-md:mt-1 md:justify-self-end">{links}</div>
      {/* Room for two lines, which the window's name takes on a narrow screen. */}
      <div className="min-h-10 lg:min-h-5">{windowNote}</div>
      <div className="flex min-h-5 md:justify-end">{freshnessNote}</div>
    </header>
  );
}
