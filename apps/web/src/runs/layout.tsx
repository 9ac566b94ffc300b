import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import "sonner/dist/styles.css";
import { useTheme } from "../kit/theme.tsx";

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
