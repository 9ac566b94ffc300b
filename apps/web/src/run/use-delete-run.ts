import type { RunDetail } from "@evalboard/contract";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { trpc } from "../trpc.ts";

/** Deletes a run; afterwards one is on the run list, and nothing that was read before counts any more. */
export function useDeleteRun(run: RunDetail) {
  const utils = trpc.useUtils();
  const navigate = useNavigate();
  return trpc.runs.delete.useMutation({
    onSuccess: async () => {
      await navigate({ to: "/runs", replace: true });
      toast.success(`Deleted ${run.externalId}`);
      await utils.invalidate();
    },
  });
}
