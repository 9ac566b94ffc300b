import type { Period } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

type ModelLinkProps = {
  readonly modelId: string;
  /** Of the figures that it leads to. */
  readonly period: Period;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A name that leads to the model's page. */
export function ModelLink({ modelId, period, children, className = "" }: ModelLinkProps): ReactNode {
  return (
    <Link
      to="/models/$modelId"
      params={{ modelId }}
      search={{ period }}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}
