import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import { useTheme } from "../theme/theme-context.ts";

/** The pages about runs, and the messages that outlive a change between them. */
export function RecordsLayout(): ReactNode {
  const { shown } = useTheme();
  return (
    <>
      <Outlet />
      <Toaster theme={shown} position="bottom-right" />
    </>
  );
}
