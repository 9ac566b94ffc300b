import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What happens to what is sent through: `reset` cuts every connection, `truncate` each one in the middle of the next answer. */
type ProxyMode = "pass" | "latency" | "blackhole" | "reset" | "truncate";

/** Stands between a server and its database, and breaks what is between them. */
export interface Proxy extends AsyncDisposable {
  /** The database's address, by this way. */
  readonly url: string;
  mode: ProxyMode;
  /** By how much it is late in the mode `latency`, ms each way. */
  latencyMs: number;
}

/** Starts one at a free port of loopback before the server of `target`, an address with a port. */
export async function startProxy(target: string): Promise<Proxy> {
  const to = new URL(target);
  const state = { mode: "pass" as ProxyMode, latencyMs: 100 };
  const open = new Set<Socket>();
  const pump = (source: Socket, sink: Socket, isAnswer: boolean) => {
    open.add(source);
    source.on("data", (data: Buffer) => {
      if (state.mode === "blackhole") return;
      if (state.mode === "latency") return void setTimeout(() => sink.write(data), state.latencyMs);
      if (state.mode !== "truncate" || !isAnswer) return void sink.write(data);
      sink.end(data.subarray(0, Math.ceil(data.length / 2)));
      source.destroy();
    });
    source.on("error", () => sink.destroy());
    // Who does not hear does not hear of an end either.
    source.on("close", () => {
      open.delete(source);
      if (state.mode !== "blackhole") sink.end();
    });
  };
  const server = createServer((client) => {
    if (state.mode === "reset") return void client.resetAndDestroy();
    const database = connect(Number(to.port), to.hostname);
    pump(client, database, false);
    pump(database, client, true);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  url.hostname = "127.0.0.1";
  return {
    url: url.href,
    get mode() {
      return state.mode;
    },
    set mode(mode) {
      state.mode = mode;
      if (mode === "reset") for (const socket of open) socket.resetAndDestroy();
    },
    get latencyMs() {
      return state.latencyMs;
    },
    set latencyMs(latencyMs) {
      state.latencyMs = latencyMs;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
