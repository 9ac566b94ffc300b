import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./app/create-query-client.ts";
import { createTrpcClient } from "./app/create-trpc-client.ts";
import { focusContent } from "./app/focus-content.ts";
import { createAppRouter } from "./app/router.tsx";
import "./styles/index.css";
import { ThemeContext } from "./theme/theme-context.ts";
import { createThemeStore } from "./theme/theme-store.ts";
import { trpc } from "./trpc.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

const queryClient = createQueryClient();
const trpcClient = createTrpcClient(window.location.origin);
const router = createAppRouter();
router.subscribe("onResolved", focusContent);
const themeStore = createThemeStore(window);

createRoot(root).render(
  <StrictMode>
    <ThemeContext value={themeStore}>
      <trpc.Provider client={trpcClient} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </trpc.Provider>
    </ThemeContext>
  </StrictMode>,
);
