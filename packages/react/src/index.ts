export { refetchAfter } from "./freshness.ts";
export {
  type Questions,
  type Reports,
  useBoard,
  useDataset,
  useLatencyByModel,
  useMatrix,
  useModel,
  usePrompt,
} from "./hooks.ts";
export { EvalBoardProvider, trpc } from "./provider.tsx";
export { createQueryClient, httpStatusOf } from "./query-client.ts";
