import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Answer } from "./static-copy.ts";

// Sends answers that lie ready. The argument names a JSON file of paths and answers.
const stored: Record<string, Answer> = JSON.parse(readFileSync(process.argv[2]!, "utf8"));
const answers = new Map(
  Object.entries(stored).map(([path, { headers, body }]) => [
    path,
    { headers, body: Buffer.from(body, "base64") },
  ]),
);
const server = createServer(({ url = "" }, reply) => {
  const answer = answers.get(url);
  if (answer === undefined) return reply.writeHead(404).end();
  return reply.writeHead(200, { ...answer.headers, "content-length": answer.body.length }).end(answer.body);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}\n`);
});
