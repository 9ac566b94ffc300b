import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { touchClass } from "./button.tsx";

interface NarrowFoldProps {
  /** What is folded away. */
  readonly words: string;
  readonly children: ReactNode;
}

/** What is folded away on a narrow screen, behind a button; elsewhere, and on paper, it just stands there. */
export function NarrowFold({ words, children }: NarrowFoldProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className={`flex min-h-10 items-center gap-1.5 text-sm font-medium text-accent md:hidden print:hidden ${touchClass}`}
      >
        <ChevronDown className={`size-3.5 ${isOpen ? "rotate-180" : ""}`} aria-hidden />
        {words}
      </button>
      <div id={id} className={isOpen ? "" : "max-md:hidden print:block"}>
        {children}
      </div>
    </>
  );
}
