import type { ReportHead } from "@evalboard/contract";
import { defaultStringifySearch, useRouter } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";
import type { RunsSearch } from "../runs/runs-search.ts";

type PairLinkProps = {
  readonly search: RunsSearch;
  readonly window: ReportHead["window"];
  readonly title: string;
  readonly children: ReactNode;
};

/**
 * Leads to the completed runs of a pair in the window. It is a plain anchor: a matrix has up to ten thousand, and each of
 * the router's own links takes part in every change of the address.
 */
export function PairLink({ search, window, title, children }: PairLinkProps): ReactNode {
  const { history } = useRouter();
  const { from: completedFrom, to: completedTo } = window;
  const href = `/runs${defaultStringifySearch({ ...search, status: "completed", completedFrom, completedTo })}`;
  const follow = (event: MouseEvent): void => {
    // Another tab, another window and a download are the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    <a href={href} title={title} onClick={follow} className="block rounded-md hover:underline">
      {children}
    </a>
  );
}
