import { Check, Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";

/** A command to type, with a button that copies it where the browser allows that. */
export function CommandLine({ command }: { readonly command: string }): ReactNode {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(command);
    setIsCopied(true);
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-xl border border-line bg-surface py-2.5 pr-2.5 pl-4 shadow-card">
      <code className="text-sm break-all select-all">{command}</code>
      {/* Browsers offer the clipboard on https and on the own machine only. */}
      {window.isSecureContext ? (
        <Button onClick={() => void copy()}>
          {isCopied ? <Check className="size-3.5" aria-hidden /> : <Copy className="size-3.5" aria-hidden />}
          <span aria-live="polite">{isCopied ? "Copied" : "Copy"}</span>
        </Button>
      ) : null}
    </div>
  );
}
