import { Check, Copy, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, touchClass, touchIconClass } from "./button.tsx";
import { Unknown } from "./figure.tsx";

interface ChipProps {
  /** What kind of thing: `Model`. */
  readonly kind: string;
  readonly name: string;
  readonly remove: () => void;
}

/** A filter that is set, with a button that removes it. */
export function Chip({ kind, name, remove }: ChipProps): ReactNode {
  return (
    <span className="inline-flex min-w-0 items-center rounded-full bg-accent-soft pl-3 text-sm">
      <span className="truncate">
        <span className="text-muted">{kind}</span> <span className="font-medium">{name}</span>
      </span>
      <RemoveButton label={`Remove the filter ${kind} ${name}`} remove={remove} />
    </span>
  );
}

interface RemoveButtonProps {
  readonly label: string;
  readonly remove: () => void;
  readonly className?: string;
}

/** The cross at the end of a chip. */
export function RemoveButton({ label, remove, className = "size-7" }: RemoveButtonProps): ReactNode {
  return (
    <button
      type="button"
      onClick={remove}
      aria-label={label}
      className={`grid shrink-0 place-items-center rounded-full text-muted hover:text-ink ${touchIconClass} ${className}`}
    >
      <X className="size-3.5" aria-hidden />
    </button>
  );
}

/** A command to type, with a button that copies it where the browser allows that. */
export function CommandLine({ command }: { readonly command: string }): ReactNode {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(command);
    setIsCopied(true);
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-xl border border-line bg-surface py-2.5 pr-2.5 pl-4 shadow-card">
      <code className="text-sm wrap-anywhere select-all">{command}</code>
      {/* Browsers offer the clipboard on https and on the own machine only. */}
      {window.isSecureContext ? (
        <Button onClick={() => void copy()}>
          {isCopied ? <Check className="size-3.5" aria-hidden /> : <Copy className="size-3.5" aria-hidden />}
          <span aria-live="polite">{isCopied ? "Copied" : "Copy"}</span>
        </Button>
      ) : null}
    </div>
  );
}

/** How the first runs get in, typed in EvalBoard's folder. */
export const IMPORT_COMMAND = "npx --yes pnpm@12.21.0 evalboard import results.json";

interface TextBlockProps {
  readonly title: string;
  readonly text: string | null;
  readonly tone?: "bad";
  /** The text with marks in it, in its place. */
  readonly children?: ReactNode;
}

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

/** The messages between a question and its answer, which few read; nothing where there are none. */
export function StepsText({ transcript }: { readonly transcript: string | null }): ReactNode {
  if (transcript === null) return null;
  return (
    <details className="min-w-0">
      <summary
        className={`mb-1 cursor-pointer content-center text-xs font-medium text-muted hover:text-ink ${touchClass}`}
      >
        Steps
      </summary>
      <ScrollingText
        label="Steps"
        text={transcript}
        className="max-h-[60dvh] rounded-lg border border-line bg-surface px-3 py-2"
      />
    </details>
  );
}

interface ScrollingTextProps {
  readonly label: string;
  readonly text: ReactNode;
  /** Frame, colour and greatest height, as classes. */
  readonly className: string;
}

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
