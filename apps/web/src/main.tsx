import { createQueryClient, EvalBoardProvider } from "@evalboard/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createAppRouter } from "./app/router.tsx";
import { focusContent } from "./app/shell.tsx";
import { createStandingStore, StandingContext } from "./app/standing.ts";
import { createThemeStore } from "./kit/theme-store.ts";
import { ThemeContext } from "./kit/theme.tsx";
import "./styles/index.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

const queryClient = createQueryClient();
const standingStore = createStandingStore(queryClient);
const router = createAppRouter();
router.subscribe("onResolved", focusContent);
const themeStore = createThemeStore(window);

createRoot(root).render(
  <StrictMode>
    <ThemeContext value={themeStore}>
      <EvalBoardProvider url={window.location.origin} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <StandingContext value={standingStore}>
            <RouterProvider router={router} />
          </StandingContext>
        </QueryClientProvider>
      </EvalBoardProvider>
    </ThemeContext>
  </StrictMode>,
);
