import { Bug } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { MessagePanel } from "../ui/message-panel.tsx";

type CrashPageProps = { readonly error: unknown; readonly reset: () => void };

/** A page that broke while it was drawn; the rest of the app goes on. */
export function CrashPage({ error, reset }: CrashPageProps): ReactNode {
  return (
    <>
      <title>Error · EvalBoard</title>
      <MessagePanel Icon={Bug} title="This page broke" role="alert" headingLevel="h1">
        <p className="max-w-prose text-sm wrap-anywhere text-muted">
          {error instanceof Error ? error.message : String(error)}
        </p>
        <Button onClick={reset}>Draw it again</Button>
      </MessagePanel>
    </>
  );
}
