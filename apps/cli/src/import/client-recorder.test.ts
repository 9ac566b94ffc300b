import { createServer, type RequestListener, type Server } from "node:http";
import { createClient } from "@evalboard/client";
import { afterEach, describe, expect, it } from "vitest";
import { fixtureRun } from "../testing/fixture-run.ts";
import { clientRecorder } from "./client-recorder.ts";
import { ServerRefused, ServerUnreachable } from "./server-fault.ts";

const { start } = fixtureRun(1);
let server: Server | undefined;
let requests = 0;

afterEach(() => {
  server?.close();
  requests = 0;
});

async function recorderOf(answer: RequestListener) {
  const listening = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
  return { url, recorder: clientRecorder(createClient({ url }), url) };
}

describe("clientRecorder", () => {
  it("says why the server refused, and tries the next call", async () => {
    const data = { code: "CONFLICT", httpStatus: 409 };
    const { recorder } = await recorderOf((_, response) => {
      response.writeHead(409, { "content-type": "application/json" });
      response.end(JSON.stringify([{ error: { message: "externalId: taken", code: -32_009, data } }]));
    });
    for (const _ of [1, 2]) {
      await expect(recorder.start(start)).rejects.toThrow(
        new ServerRefused("the server answered 409: externalId: taken"),
      );
    }
    expect(requests).toBe(2);
  });

  it.each(["<h1>Not found</h1>", '{"error":"not found"}', "", "null"])(
    "knows a server that answers %j for another, and does not call it again",
    async (body) => {
      const { url, recorder } = await recorderOf((_, response) => {
        response.writeHead(404);
        response.end(body);
      });
      for (const _ of [1, 2]) {
        await expect(recorder.start(start)).rejects.toThrow(
          new ServerUnreachable(`what answers at ${url} is no EvalBoard server`),
        );
      }
      expect(requests).toBe(1);
    },
  );

  it("says that nobody answers", async () => {
    const url = "http://127.0.0.1:1";
    await expect(clientRecorder(createClient({ url }), url).start(start)).rejects.toThrow(
      /^cannot reach the server at http:\/\/127\.0\.0\.1:1 \(.+\); start it, then give the same command again$/,
    );
  });

  it("says that the connection was cut", async () => {
    const { recorder } = await recorderOf((request) => request.socket.destroy());
    await expect(recorder.start(start)).rejects.toBeInstanceOf(ServerUnreachable);
  });
});
