import type { Outcome } from "@evalboard/contract";
import { CircleCheck, CircleDot, CircleX, type LucideIcon, Unplug } from "lucide-react";

/** How an outcome looks everywhere: told apart by word and shape, not by colour alone. */
export type OutcomeFace = {
  readonly label: string;
  readonly meaning: string;
  readonly Icon: LucideIcon;
  readonly fill: string;
};

/** In the order in which they are drawn. */
export const outcomes = ["perfect", "partial", "failed", "errored"] as const satisfies readonly Outcome[];

export const outcomeFaces: Readonly<Record<Outcome, OutcomeFace>> = {
  perfect: { label: "Perfect", meaning: "score 1", Icon: CircleCheck, fill: "bg-perfect" },
  partial: { label: "Partial", meaning: "score between 0 and 1", Icon: CircleDot, fill: "bg-partial" },
  failed: { label: "Failed", meaning: "score 0", Icon: CircleX, fill: "bg-failed" },
  errored: {
    label: "Errored",
    meaning: "the call itself broke: no score",
    Icon: Unplug,
    fill: "fill-errored",
  },
};
