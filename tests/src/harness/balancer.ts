import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Gives each connection to the next server in the round, as a load balancer of a layer below HTTP does. */
export interface Balancer extends AsyncDisposable {
  readonly url: string;
  /** Where connections go from now on, by their addresses. */
  servers: readonly string[];
}

/** Starts one at a free port of loopback; a server that takes no connection is passed over. */
export async function startBalancer(servers: readonly string[]): Promise<Balancer> {
  const state = { servers, next: 0 };
  const open = new Set<Socket>();
  const pass = (client: Socket, attempts: number) => {
    const address = state.servers[state.next++ % state.servers.length];
    if (address === undefined || attempts === 0) return void client.destroy();
    const { port, hostname } = new URL(address);
    const server = connect(Number(port), hostname);
    open.add(server);
    server.on("close", () => open.delete(server));
    server.once("error", () => pass(client, attempts - 1));
    server.once("connect", () => {
      server.removeAllListeners("error");
      server.on("error", () => client.destroy());
      client.on("error", () => server.destroy());
      client.pipe(server).pipe(client);
    });
  };
  const listening = createServer((client) => {
    open.add(client);
    client.on("close", () => open.delete(client));
    client.on("error", () => {});
    pass(client, state.servers.length);
  }).listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    get servers() {
      return state.servers;
    },
    set servers(changed) {
      state.servers = changed;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      listening.close();
      await once(listening, "close");
    },
  };
}
