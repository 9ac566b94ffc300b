import { Bug } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../kit/button.tsx";
import { MessagePanel } from "../kit/panels.tsx";

/**
 * A page that broke while it was drawn, or whose code did not come. Loading it again mends both: after an update
 * of the server the code has other addresses.
 */
export function CrashPage({ error }: { readonly error: unknown }): ReactNode {
  return (
    <>
      <title>Error · EvalBoard</title>
      <MessagePanel Icon={Bug} title="This page broke" role="alert" headingLevel="h1">
        <p className="max-w-prose text-sm wrap-anywhere text-muted">
          {error instanceof Error ? error.message : String(error)}
        </p>
        <Button onClick={() => window.location.reload()}>Load it again</Button>
      </MessagePanel>
    </>
  );
}
