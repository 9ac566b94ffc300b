import { readEnv } from "./env.ts";
import { orExplain, serve } from "./serve.ts";

// Your own board: a data folder, or the PostgreSQL of DATABASE_URL.
await orExplain(async () => {
  await serve(readEnv());
});
