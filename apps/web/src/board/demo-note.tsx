import { formatCount } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { DemoProgress } from "./demo-progress.tsx";
import { useDemo } from "./use-demo.ts";

/** On a board with the demo on it: that its runs are made up, and the way to be rid of them. Below all figures, where it covers none of them and moves nothing. */
export function DemoNote(): ReactNode {
  const { status, mayChange, isGoing, remove, error } = useDemo();
  useFigures(status?.work?.endedAt);
  if (status?.isLoaded !== true) return null;
  return (
    <aside
      aria-label="Demo"
      className="mx-auto flex w-fit max-w-full flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface px-4 py-2.5 text-sm print:hidden"
    >
      {isGoing ? (
        <DemoProgress work={status.work} />
      ) : (
        <span>
          This board has the demo on it: <b className="font-semibold">{formatCount(status.runs)} runs</b> that
          are made up.
        </span>
      )}
      {mayChange && !isGoing ? <Button onClick={remove}>Remove the demo</Button> : null}
      {error === null ? null : (
        <span role="alert" className="text-bad">
          {describeError(error).detail}
        </span>
      )}
    </aside>
  );
}

/** Once it is loaded or removed everything that was read before is of another board. */
function useFigures(endedAt: string | null | undefined): void {
  const utils = trpc.useUtils();
  const before = useRef(endedAt);
  useEffect(() => {
    if (before.current === null && typeof endedAt === "string") void utils.invalidate();
    before.current = endedAt;
  }, [endedAt, utils]);
}
