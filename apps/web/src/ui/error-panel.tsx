import { CloudOff, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { describeError } from "../app/describe-error.ts";
import { Button } from "./button.tsx";
import { MessagePanel } from "./message-panel.tsx";

type ErrorPanelProps = {
  readonly error: unknown;
  readonly retry: () => void;
};

/** What went wrong, and a way to try again. */
export function ErrorPanel({ error, retry }: ErrorPanelProps): ReactNode {
  const { title, detail } = describeError(error);
  return (
    <MessagePanel Icon={CloudOff} title={title} role="alert">
      <p className="max-w-prose text-sm break-words text-muted">{detail}</p>
      <Button onClick={retry}>
        <RotateCw className="size-3.5" aria-hidden />
        Retry
      </Button>
    </MessagePanel>
  );
}
