export type { AppRouter } from "@evalboard/api/router";
export { batchLink } from "./batch-link.ts";
export { createClient, type Client } from "./create-client.ts";
