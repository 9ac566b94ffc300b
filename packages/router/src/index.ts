export { boardFor } from "./bound.ts";
export { listOperations, type Operation } from "./operations.ts";
export { appRouter, type AppRouter } from "./router.ts";
export {
  type BoardSettings,
  type Context,
  type DemoOnBoard,
  describeIssues,
  type DoCall,
  type Fault,
} from "./trpc.ts";
