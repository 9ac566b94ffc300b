import { createRunFileReader } from "./reader.ts";
import type { FromWorker, ToWorker } from "./state.ts";

/** Reads and sends files away from the page, which goes on answering meanwhile. */
const reader = createRunFileReader((message: FromWorker) => postMessage(message));

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "survey") void reader.survey(data);
  else if (data.type === "map") void reader.map(data);
  else void reader.send(data.url, data.settled);
});
