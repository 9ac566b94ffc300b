import type { ReactNode } from "react";

interface ScrollBoxProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A wide or high table that scrolls under its headings; it fades at the edge where more of it is to come. */
export function ScrollBox({ label, children }: ScrollBoxProps): ReactNode {
  return (
    <section
      aria-label={label}
      // What scrolls has to be reached by the keyboard (WCAG 2.1.1).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="fade-scrolled overflow-auto pb-4 -outline-offset-2 md:not-print:max-h-[85dvh]"
    >
      {children}
    </section>
  );
}
