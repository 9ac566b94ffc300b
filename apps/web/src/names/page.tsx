import type { Renaming } from "@evalboard/contract";
import { type ReactNode, useRef, useState } from "react";
import { nameWords } from "../figures/rename.tsx";
import { LikelySameCard } from "./likely-same.tsx";
import { RenamingsCard } from "./renamings.tsx";

/** Something that was done here, and that the page says. */
interface Done {
  readonly renaming: Renaming;
  readonly isUndone: boolean;
}

/** What the team calls its models, datasets and prompts: names that are likely of one, and what was renamed. */
export function NamesPage(): ReactNode {
  const [done, setDone] = useState<Done | null>(null);
  const status = useRef<HTMLOutputElement>(null);
  return (
    <>
      <title>Names · EvalBoard</title>
      <header className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold tracking-tight">Names</h1>
        <p className="max-w-prose text-sm text-pretty text-muted">
          Tools spell names differently, so that one model, dataset or prompt may stand on the board twice,
          each with some of its runs. Merge such names here; it can be undone. To rename one, open its own
          page.
        </p>
        {/* What was pressed may be gone: the keyboard goes on here. */}
        <output ref={status} tabIndex={-1} className="min-h-5 text-sm font-medium wrap-anywhere outline-none">
          {done === null ? null : doneWords(done)}
        </output>
      </header>
      <LikelySameCard status={status} renamed={(renaming) => setDone({ renaming, isUndone: false })} />
      <RenamingsCard
        undone={(renaming) => {
          setDone({ renaming, isUndone: true });
          status.current?.focus();
        }}
      />
    </>
  );
}

/** What was done, in a sentence. */
export function doneWords({ renaming: { kind, from, to, merged }, isUndone }: Done): string {
  const [before, after] = [nameWords(from), nameWords(to)];
  if (isUndone) {
    return merged
      ? `The ${kind}s ${before} and ${after} are two again. The board follows within a minute.`
      : `The ${kind} is called ${before} again. The board follows within a minute.`;
  }
  return merged
    ? `The ${kind} ${before} is one with ${after}. The board follows within a minute.`
    : `The ${kind} ${before} is called ${after}. The board follows within a minute.`;
}
