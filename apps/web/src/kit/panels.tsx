import { CloudOff, Lock, type LucideIcon, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { describeError, isForbidden } from "./errors.ts";

interface ErrorPanelProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** What went wrong, and a way to try again where that may help. */
export function ErrorPanel({ error, retry }: ErrorPanelProps): ReactNode {
  const { title, detail } = describeError(error);
  return (
    <MessagePanel Icon={isForbidden(error) ? Lock : CloudOff} title={title} role="alert">
      <p className="max-w-prose text-sm break-words text-muted">{detail}</p>
      {isForbidden(error) ? null : (
        <Button onClick={retry}>
          <RotateCw className="size-3.5" aria-hidden />
          Retry
        </Button>
      )}
    </MessagePanel>
  );
}

interface MessagePanelProps {
  readonly Icon: LucideIcon;
  readonly title: string;
  /** `alert` interrupts a screen reader, for what went wrong. */
  readonly role?: "alert";
  readonly headingLevel?: "h1" | "h2";
  /** Words and what can be done next. */
  readonly children: ReactNode;
}

/** Says, in place of content, why there is none and what to do. */
export function MessagePanel(props: MessagePanelProps): ReactNode {
  const { Icon, title, role, headingLevel: Heading = "h2", children } = props;
  return (
    <div
      role={role}
      className="flex flex-col items-center gap-3 rounded-xl border border-line bg-surface px-6 py-16 text-center shadow-card"
    >
      <span className="grid size-10 place-items-center rounded-full bg-sunken text-muted">
        <Icon className="size-5" aria-hidden />
      </span>
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children}
    </div>
  );
}
