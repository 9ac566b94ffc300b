import type { ReactNode } from "react";

type ScrollingTextProps = {
  readonly label: string;
  readonly text: ReactNode;
  /** Frame, colour and greatest height, as classes. */
  readonly className: string;
};

/** A text exactly as it was written, with line breaks; a long one scrolls within. */
export function ScrollingText({ label, text, className }: ScrollingTextProps): ReactNode {
  return (
    // What scrolls has to be reached by the keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={label} tabIndex={0} className={`overflow-auto ${className}`}>
      <p className="text-sm wrap-anywhere whitespace-pre-wrap">{text}</p>
    </section>
  );
}
