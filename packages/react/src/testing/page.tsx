import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { EvalBoardProvider, httpStatusOf, useBoard, useModel } from "../index.ts";

// A page of somebody else, for browser tests: `?cache=page` keeps the answers in the page's own cache.
const search = new URLSearchParams(window.location.search);
const pagesOwn = new QueryClient();

function Page(): ReactNode {
  const [asks, setAsks] = useState(1);
  return (
    <QueryClientProvider client={pagesOwn}>
      <button type="button" onClick={() => setAsks(asks + 1)}>
        Ask once more
      </button>
      <EvalBoardProvider
        url={window.location.origin}
        apiKey={search.get("key") ?? undefined}
        queryClient={search.get("cache") === "page" ? pagesOwn : undefined}
      >
        {Array.from({ length: asks }, (_, index) => (
          <Runs key={index} />
        ))}
        <Stranger />
        <Cache />
      </EvalBoardProvider>
    </QueryClientProvider>
  );
}

function Runs(): ReactNode {
  const { data, error } = useBoard("7d");
  return <output aria-label="Runs">{error?.message ?? data?.summary.runs ?? "…"}</output>;
}

/** Asks for a model that there is not. */
function Stranger(): ReactNode {
  const { error } = useModel({ modelId: "00000000-0000-4000-8000-000000000000", period: "7d" });
  return <output aria-label="Stranger">{error === null ? "…" : httpStatusOf(error)}</output>;
}

/** Whose cache a hook of the page itself works with, and how many boards that knows. */
function Cache(): ReactNode {
  const used = useQueryClient();
  useBoard("7d");
  const boards = used.getQueryCache().findAll({ queryKey: [["stats", "get"]] }).length;
  return <output aria-label="Cache">{`${used === pagesOwn ? "own" : "other"}, ${boards} boards`}</output>;
}

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(<StrictMode>{search.has("unconnected") ? <Runs /> : <Page />}</StrictMode>);
