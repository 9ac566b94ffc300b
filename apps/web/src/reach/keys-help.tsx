import type { ReactNode } from "react";
import { periods, periodWords } from "../address/period.ts";
import { places } from "./places.ts";
import { ReachDialog } from "./reach-dialog.tsx";

const groups = [
  {
    title: "Anywhere",
    keys: [
      ["Ctrl K or ⌘ K", "search, go to a page or a saved view, do something"],
      ["/", "search: in the page’s own field, where it has one"],
      ["j, k", "next and previous row of a table or list; Enter opens it"],
      ["Esc", "close what is open"],
      ["?", "this list"],
    ],
  },
  { title: "Go to a page: g, then", keys: places.map(({ letter, name }) => [letter, name] as const) },
  {
    title: "Period",
    keys: periods.map((period, index) => [String(index + 1), periodWords[period].span] as const),
  },
] as const;

/** What the keys do. None of them does anything while one types, or together with Ctrl, Alt or ⌘. */
export function KeysHelp({ close }: { readonly close: () => void }): ReactNode {
  return (
    <ReachDialog title="Keys" isTitled close={close}>
      {/* What scrolls has to be reached by the keyboard (WCAG 2.1.1). */}
      <section
        aria-label="Keys"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="grid gap-5 overflow-y-auto px-5 pt-2 pb-5 -outline-offset-2 sm:grid-cols-2"
      >
        {groups.map(({ title, keys }) => (
          <div key={title} className="first:sm:col-span-2">
            <h3 className="text-xs font-medium text-muted">{title}</h3>
            <dl className="mt-1">
              {keys.map(([key, words]) => (
                <div key={key} className="flex items-baseline gap-3 py-1 text-sm">
                  <dt className="w-28 shrink-0">
                    <kbd className="rounded-md border border-line-strong bg-sunken px-1.5 py-0.5 text-xs">
                      {key}
                    </kbd>
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </section>
    </ReachDialog>
  );
}
