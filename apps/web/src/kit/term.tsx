import { type ReactNode, useRef, useState } from "react";
import type { Definition } from "./definitions.ts";
import type { TermTooltip } from "./term-tooltip.tsx";

/** How a word looks that explains itself. */
export const termClass =
  "-my-0.5 cursor-help py-0.5 text-left underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current";

export interface TermProps {
  readonly definition: Definition;
  readonly children: ReactNode;
}

/** What stands in the word's place once it was pointed at, and whether the keyboard was there. */
interface Bubble {
  readonly Tooltip: typeof TermTooltip;
  readonly hasFocus: boolean;
  readonly isOpen: boolean;
}

/** A word of the board that explains itself. The bubble's code comes when the word is first pointed at. */
export function Term({ definition, children }: TermProps): ReactNode {
  const word = useRef<HTMLButtonElement>(null);
  const [bubble, setBubble] = useState<Bubble | null>(null);
  const load = async (isPressed: boolean): Promise<void> => {
    const { TermTooltip: Tooltip } = await import("./term-tooltip.tsx");
    if (word.current === null) return;
    const hasFocus = word.current.matches(":focus-visible");
    setBubble({ Tooltip, hasFocus, isOpen: isPressed || hasFocus || word.current.matches(":hover") });
  };
  if (bubble !== null) {
    const { Tooltip, ...start } = bubble;
    return (
      <Tooltip definition={definition} {...start}>
        {children}
      </Tooltip>
    );
  }
  return (
    <button
      ref={word}
      type="button"
      className={termClass}
      // A finger enters and focuses on its way to the click, which is what counts.
      onPointerEnter={({ pointerType }) => (pointerType === "touch" ? undefined : void load(false))}
      onFocus={({ target }) => (target.matches(":focus-visible") ? void load(false) : undefined)}
      onClick={() => void load(true)}
    >
      {children}
    </button>
  );
}
