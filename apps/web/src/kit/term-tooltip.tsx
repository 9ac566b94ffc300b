import { Tooltip } from "radix-ui";
import { type MouseEvent, type ReactNode, useState } from "react";
import { definitions } from "./definitions.ts";
import { termClass, type TermProps } from "./term.tsx";

type TermTooltipProps = TermProps & {
  /** Of the word that this one takes the place of. */
  readonly hasFocus: boolean;
  /** At first. */
  readonly isOpen: boolean;
};

/** A term with its definition in a bubble, on hover, focus or touch. */
export function TermTooltip({ definition, hasFocus, isOpen, children }: TermTooltipProps): ReactNode {
  const [isShown, setIsShown] = useState(isOpen);
  const openOnTouch = (event: MouseEvent): void => {
    // Radix closes a tooltip on click; a finger has no other way to open it.
    event.preventDefault();
    setIsShown(true);
  };
  return (
    <Tooltip.Provider delayDuration={300}>
      <Tooltip.Root open={isShown} onOpenChange={setIsShown}>
        {/* The keyboard stays where it was. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Tooltip.Trigger type="button" autoFocus={hasFocus} onClick={openOnTouch} className={termClass}>
          {children}
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content
            sideOffset={6}
            collisionPadding={12}
            className="z-20 max-w-72 rounded-lg bg-ink px-3 py-2 text-left text-xs font-normal text-pretty text-surface shadow-lg"
          >
            {definitions[definition]}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
