import type { Period } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

type DatasetLinkProps = {
  readonly datasetId: string;
  /** Of the figures that it leads to. */
  readonly period: Period;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A name that leads to the dataset's page. */
export function DatasetLink({ datasetId, period, children, className = "" }: DatasetLinkProps): ReactNode {
  return (
    <Link
      to="/datasets/$datasetId"
      params={{ datasetId }}
      search={{ period }}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}
