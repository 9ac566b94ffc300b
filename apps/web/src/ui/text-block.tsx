import type { ReactNode } from "react";
import { ScrollingText } from "./scrolling-text.tsx";
import { Unknown } from "./unknown.tsx";

type TextBlockProps = {
  readonly title: string;
  readonly text: string | null;
  readonly tone?: "bad";
  /** The text with marks in it, in its place. */
  readonly children?: ReactNode;
};

/** What a model or a grader wrote, under its name. */
export function TextBlock({ title, text, tone, children }: TextBlockProps): ReactNode {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
      {text === null ? (
        <Unknown why={`no ${title.toLowerCase()}`} />
      ) : (
        <ScrollingText
          label={title}
          text={children ?? text}
          className={`max-h-[60dvh] rounded-lg border border-line bg-surface px-3 py-2 ${tone === "bad" ? "text-bad" : ""}`}
        />
      )}
    </div>
  );
}
