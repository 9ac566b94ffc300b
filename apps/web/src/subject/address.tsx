import type { NameKind } from "@evalboard/contract";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect } from "react";

/** Goes to the page of another subject of the kind, in the place of the one that one is on; the period stays. */
export function useSubjectAddress(kind: NameKind): (id: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (id) => {
      const stay = { search: true, replace: true, resetScroll: false } as const;
      if (kind === "model") void navigate({ to: "/models/$modelId", params: { modelId: id }, ...stay });
      else if (kind === "dataset")
        void navigate({ to: "/datasets/$datasetId", params: { datasetId: id }, ...stay });
      else void navigate({ to: "/prompts/$promptId", params: { promptId: id }, ...stay });
    },
    [kind, navigate],
  );
}

interface CanonicalAddressProps {
  readonly kind: NameKind;
  /** Of what the name in the address stands for. */
  readonly id: string;
}

/** Lets the address follow where its subject was renamed or merged into another, so that what is copied from it stays. */
export function CanonicalAddress({ kind, id }: CanonicalAddressProps): ReactNode {
  const goTo = useSubjectAddress(kind);
  useEffect(() => goTo(id), [goTo, id]);
  return null;
}
