import { fillDemo } from "@evalboard/demo";
import { readEnv } from "./env.ts";
import { orExplain, serve } from "./serve.ts";

// A board with demo data, in a folder of its own whatever the settings say: it never mixes with real runs.
await orExplain(async () => {
  const env = { ...readEnv(), DATABASE_URL: undefined, EVALBOARD_DATA_DIR: ".evalboard-demo" };
  process.stdout.write("Preparing the demo data; the first time takes a moment …\n");
  await serve(env, (services) => fillDemo({ ...services, now: new Date() }));
});
