import type { ReactNode } from "react";
import { Unknown } from "./unknown.tsx";

type FigureProps = {
  readonly value: number | null;
  readonly format: (value: number) => string;
  /** How the value reads in full, which its title says where `format` shortens it. */
  readonly inFull?: (value: number) => string;
  /** Why the value is unknown where it is null. */
  readonly why?: string;
};

/** A number with its unit, or a mark that it is unknown. */
export function Figure({ value, format, inFull = format, why }: FigureProps): ReactNode {
  if (value === null) return why === undefined ? <Unknown /> : <Unknown why={why} />;
  const [text, full] = [format(value), inFull(value)];
  return (
    <span className="whitespace-nowrap tabular-nums" title={text === full ? undefined : full}>
      {text}
    </span>
  );
}
