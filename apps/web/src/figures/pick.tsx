import { Link } from "@tanstack/react-router";
import { GitCompareArrows } from "lucide-react";
import { type ReactNode, useState } from "react";
import { MOST_GROUPS } from "../address/groups.ts";
import { buttonClass, touchIconClass } from "../kit/button.tsx";

/** Rows that are chosen to be compared, by what their group is called in an address. */
export interface Picked {
  readonly texts: readonly string[];
  readonly toggle: (text: string) => void;
}

export function usePicked(): Picked {
  const [texts, setTexts] = useState<readonly string[]>([]);
  const toggle = (text: string): void =>
    setTexts(texts.includes(text) ? texts.filter((one) => one !== text) : [...texts, text]);
  return { texts, toggle };
}

interface PickBoxProps {
  readonly picked: Picked;
  readonly text: string;
  /** What the row is called. */
  readonly name: string;
}

/** Chooses a row; full where as many are chosen as can be compared. */
export function PickBox({ picked: { texts, toggle }, text, name }: PickBoxProps): ReactNode {
  const isPicked = texts.includes(text);
  return (
    // As large as a finger needs, without moving what stands beside it.
    <label
      className={`-m-1.5 grid size-7 shrink-0 cursor-pointer place-items-center pointer-coarse:-m-3.5 print:hidden ${touchIconClass}`}
    >
      <input
        type="checkbox"
        aria-label={`Compare ${name}`}
        checked={isPicked}
        disabled={!isPicked && texts.length >= MOST_GROUPS}
        onChange={() => toggle(text)}
        className="size-3.5 cursor-pointer accent-accent"
      />
    </label>
  );
}

interface PickedLinkProps {
  readonly picked: Picked;
  /** What is compared where nothing is chosen. */
  readonly first: readonly string[];
}

/** The way to the comparison of what is chosen, or else of the first. */
export function PickedLink({ picked: { texts }, first }: PickedLinkProps): ReactNode {
  const group = texts.length === 0 ? first : texts;
  if (group.length < 2)
    return <span className="text-sm text-muted print:hidden">One more to compare with</span>;
  return (
    <Link to="/compare" search={{ group }} className={`${buttonClass} print:hidden`}>
      <GitCompareArrows className="size-3.5" aria-hidden />
      {texts.length === 0 ? `Compare the first ${group.length}` : `Compare ${group.length}`}
    </Link>
  );
}
