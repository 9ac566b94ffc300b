import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Sent } from "./messages.ts";

type SentNoteProps = { readonly sent: Sent | undefined; readonly hasFailed: boolean };

/** What became of a run that was sent, and the way to it. */
export function SentNote({ sent, hasFailed }: SentNoteProps): ReactNode {
  if (sent === undefined) return <span className="text-muted">{hasFailed ? "Broke off" : "Complete"}</span>;
  if (sent.status === "refused") return <span className="wrap-anywhere text-bad">Refused: {sent.error}</span>;
  return (
    <Link
      to="/runs/$runId"
      params={{ runId: sent.runId }}
      className="text-accent underline underline-offset-2"
    >
      {sent.status === "recorded" ? "Imported" : "Was there already"}
    </Link>
  );
}
