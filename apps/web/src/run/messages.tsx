import type { Messages, RunDetail } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { ResultsSearch } from "../address/run.ts";
import { Card } from "../kit/card.tsx";
import { Segments } from "../kit/fields.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { ResultsLink } from "./facts.tsx";
import { touchClass } from "../kit/button.tsx";

const kinds = {
  error: { label: "Errors", search: { outcome: "errored" } },
  reason: { label: "Reasons not to pass", search: { passed: false } },
} as const;
type Kind = keyof typeof kinds;

/** So many groups are shown before one asks for more, and no more than that many then. */
const FEW = 8;
const MANY = 100;

/** Why calls broke, and what graders said of answers that did not pass: alike ones together, the most frequent first. */
export function RunMessages({ run }: { readonly run: RunDetail }): ReactNode {
  const [chosen, setChosen] = useState<Kind>("error");
  const [limit, setLimit] = useState(FEW);
  const ofRun = { runId: run.id, limit };
  const isOver = run.status !== "running";
  const errors = trpc.runs.messages.useQuery({ ...ofRun, kind: "error" }, { enabled: isOver });
  const reasons = trpc.runs.messages.useQuery({ ...ofRun, kind: "reason" }, { enabled: isOver });
  const found = { error: errors.data, reason: reasons.data };
  const told = (["error", "reason"] as const).filter((kind) => (found[kind]?.results ?? 0) > 0);
  const kind = told.includes(chosen) ? chosen : told[0];
  const trouble = errors.error ?? reasons.error;
  if (trouble !== null) {
    return (
      <ErrorPanel error={trouble} retry={() => void Promise.all([errors.refetch(), reasons.refetch()])} />
    );
  }
  const messages = kind && found[kind];
  if (kind === undefined || messages === undefined) return null;
  return (
    <Card
      title="Errors and reasons"
      definition="runMessages"
      aside={
        told.length < 2 ? (
          <span className="text-sm text-muted">{`${kinds[kind].label} ${formatCount(messages.results)}`}</span>
        ) : (
          <Segments
            legend="Which texts"
            options={told.map((one) => ({ value: one, label: kinds[one].label, count: found[one]?.results }))}
            chosen={kind}
            choose={setChosen}
          />
        )
      }
      flush
    >
      <MessageList messages={messages} search={kinds[kind].search} />
      {messages.groups.length >= messages.totalGroups || limit === MANY ? null : (
        <button
          type="button"
          onClick={() => setLimit(MANY)}
          className={`w-full border-t border-line px-5 py-2.5 text-left text-sm text-accent hover:bg-hover ${touchClass}`}
        >
          Show more of {formatCounted(messages.totalGroups, "text")}
        </button>
      )}
    </Card>
  );
}

interface MessageListProps {
  readonly messages: Messages;
  /** Which results have such texts. */
  readonly search: ResultsSearch;
}

/** Groups of texts, each of which leads to its results and to one of them. */
function MessageList({ messages, search }: MessageListProps): ReactNode {
  return (
    <ol aria-label="Texts by how often they are told" className="text-sm">
      {messages.groups.map(({ message, results, example }) => (
        <li
          key={message}
          className="grid grid-cols-[3.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 border-t border-line px-5 py-2.5"
        >
          <span className="text-right font-medium tabular-nums">{formatCount(results)}</span>
          <span className="line-clamp-3 wrap-anywhere">
            <ResultsLink search={{ ...search, text: literalOf(message) }}>{message}</ResultsLink>
          </span>
          <Link
            from="/runs/$runId"
            to="/runs/$runId"
            search={(before) => ({ ...before, result: example.position })}
            resetScroll={false}
            className="text-accent underline-offset-2 hover:underline"
          >
            open one<span className="sr-only"> of “{message}”</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** What a search finds a group's results by: its longest stretch in which nothing was left out. */
export function literalOf(message: string): string | undefined {
  const [longest = ""] = message
    .split("…")
    .map((part) => part.trim())
    .toSorted((a, b) => b.length - a.length);
  return longest === "" ? undefined : longest.slice(0, LONGEST_TEXT);
}

/** The longest text that can be searched for. */
const LONGEST_TEXT = 200;
