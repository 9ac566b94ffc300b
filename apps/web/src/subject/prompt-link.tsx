import type { Period } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

type PromptLinkProps = {
  readonly promptId: string;
  /** Of the figures that it leads to. */
  readonly period: Period;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A name that leads to the prompt's page. */
export function PromptLink({ promptId, period, children, className = "" }: PromptLinkProps): ReactNode {
  return (
    <Link
      to="/prompts/$promptId"
      params={{ promptId }}
      search={{ period }}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}
