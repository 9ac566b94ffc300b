import { BoardCopy } from "@evalboard/contract";
import { createQueryClient, EvalBoardProvider } from "@evalboard/react";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createThemeStore } from "../kit/theme-store.ts";
import { ThemeContext } from "../kit/theme.tsx";
import { CopyPage } from "./page.tsx";
import "../styles/index.css";

// The entry of `report.html`, one file that shows the board that is written into it.
const root = document.getElementById("root");
const written = document.getElementById("copy")?.textContent;
if (root === null || !written) throw new Error("report.html has no #root, or no board in #copy");

const copy = BoardCopy.parse(JSON.parse(written));
const theme = createThemeStore(window);
document.documentElement.dataset["theme"] = theme.get().shown;

// The board's parts expect both around them. There is one page, whatever they say, and nobody to ask.
const router = createRouter({
  routeTree: createRootRoute({ component: () => <CopyPage copy={copy} /> }),
  history: createMemoryHistory(),
});
const NOBODY = "http://nobody.invalid";

createRoot(root).render(
  <StrictMode>
    <ThemeContext value={theme}>
      <EvalBoardProvider url={NOBODY} queryClient={createQueryClient()}>
        <RouterProvider router={router} />
      </EvalBoardProvider>
    </ThemeContext>
  </StrictMode>,
);
