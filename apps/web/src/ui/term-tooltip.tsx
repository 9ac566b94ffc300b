import { Tooltip } from "radix-ui";
import { useState, type MouseEvent, type ReactNode } from "react";
import { termClass } from "./term-class.ts";
import type { TermProps } from "./term.tsx";

/** A term with its definition in a bubble, on hover, focus or touch. */
export function TermTooltip({ definition, children }: TermProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const openOnTouch = (event: MouseEvent): void => {
    // Radix closes a tooltip on click; a finger has no other way to open it.
    event.preventDefault();
    setIsOpen(true);
  };
  return (
    <Tooltip.Provider delayDuration={300}>
      <Tooltip.Root open={isOpen} onOpenChange={setIsOpen}>
        <Tooltip.Trigger type="button" onClick={openOnTouch} className={termClass}>
          {children}
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content
            sideOffset={6}
            collisionPadding={12}
            className="z-20 max-w-72 rounded-lg bg-ink px-3 py-2 text-left text-xs font-normal text-pretty text-surface shadow-lg"
          >
            {definition}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
