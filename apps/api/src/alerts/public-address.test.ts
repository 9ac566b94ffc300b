import { lookup } from "node:dns";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { isPublicAddress, type Resolve } from "./public-address.ts";
import { post } from "./webhook.ts";

const secret = `whsec_${Buffer.from("twenty-four bytes or more").toString("base64")}`;
const never = new AbortController().signal;

/** A receiver on loopback: its port, and how many requests it has had. */
async function receiver(answer: RequestListener) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, requests: () => requests };
}

const send = (url: string, allowPrivate: boolean, resolve?: Resolve) =>
  post({ url, secret, allowPrivate }, { id: "0197", body: "{}" }, new Date(), never, resolve);

/** Says these addresses of every name, the next ones at each call, and counts. */
function saying(...answers: readonly (readonly string[])[]) {
  let calls = 0;
  const resolve = ((_host: string, _options: object, found: (error: null, addresses: object[]) => void) => {
    const addresses = answers[Math.min(calls, answers.length - 1)]!;
    calls += 1;
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  }) as unknown as Resolve;
  return { resolve, calls: () => calls };
}

it.each([
  ["127.0.0.1"],
  ["127.9.9.9"],
  ["0.0.0.0"],
  ["10.1.2.3"],
  ["172.16.0.1"],
  ["172.31.255.255"],
  ["192.168.1.1"],
  ["169.254.169.254"],
  ["100.64.0.1"],
  ["192.0.2.1"],
  ["198.18.0.1"],
  ["224.0.0.1"],
  ["255.255.255.255"],
  ["::"],
  ["::1"],
  ["::ffff:127.0.0.1"],
  ["::ffff:a9fe:a9fe"],
  ["fe80::1"],
  ["fe80::1%eth0"],
  ["fc00::1"],
  ["fd00:ec2::254"],
  ["64:ff9b::7f00:1"],
  ["2002:7f00:1::"],
  ["2001:db8::1"],
  ["ff02::1"],
  ["no address"],
])("%s is not public", (address) => expect(isPublicAddress(address)).toBe(false));

it.each([["93.184.215.14"], ["1.1.1.1"], ["172.32.0.1"], ["2606:4700::1111"], ["::ffff:1.1.1.1"]])(
  "%s is public",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

describe("a webhook in a private network", () => {
  it.each([["127.0.0.1"], ["2130706433"], ["0x7f.1"], ["[::ffff:127.0.0.1]"], ["localhost"]])(
    "is not called as %s where that is not allowed",
    async (host) => {
      const { port, requests } = await receiver((_request, response) => response.end());
      await expect(send(`http://${host}:${port}/`, false)).rejects.toThrow(
        /is not a public address: ALERT_WEBHOOK_ALLOW/,
      );
      expect(requests()).toBe(0);
    },
  );

  it("is called where that is allowed", async () => {
    const { port, requests } = await receiver((_request, response) => response.end());
    await send(`http://127.0.0.1:${port}/`, true);
    await send(`http://localhost:${port}/`, true, lookup);
    expect(requests()).toBe(2);
  });

  it.each([
    ["all of them", ["127.0.0.1"]],
    ["one of them", ["93.184.215.14", "127.0.0.1"]],
    ["the one of IPv6", ["2606:4700::1111", "::1"]],
  ])("is not called by a name of which %s are private", async (_which, addresses) => {
    const { port, requests } = await receiver((_request, response) => response.end());
    const { resolve } = saying(addresses);
    await expect(send(`http://hooks.test:${port}/`, false, resolve)).rejects.toThrow(
      /^hooks\.test \(.+\) is not a public/,
    );
    expect(requests()).toBe(0);
  });

  it("is not reached by a name that says another address the second time", async () => {
    const { port, requests } = await receiver((_request, response) => response.end());
    // The first address answers nobody: the connection is given up, and nothing is looked up once more for it.
    const { resolve, calls } = saying(["192.0.2.1"], ["127.0.0.1"]);
    await expect(send(`http://hooks.test:${port}/`, false, resolve)).rejects.toThrow(/not a public address/);
    await expect(send(`http://hooks.test:${port}/`, false, resolve)).rejects.toThrow(/not a public address/);
    expect([calls(), requests()]).toEqual([2, 0]);
  });
});

describe("an answer", () => {
  it("that leads elsewhere is not followed", async () => {
    const elsewhere = await receiver((_request, response) => response.end());
    const { port } = await receiver((_request, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${elsewhere.port}/` }).end(),
    );
    await expect(send(`http://127.0.0.1:${port}/`, true)).rejects.toThrow("the receiver answered 307");
    expect(elsewhere.requests()).toBe(0);
  });

  it("without an end is not waited for", async () => {
    const { port } = await receiver((_request, response) => {
      const more = setInterval(() => response.write("x".repeat(65_536)), 1);
      response.on("close", () => clearInterval(more));
    });
    await send(`http://127.0.0.1:${port}/`, true);
  });

  it("with an endless head is given up", async () => {
    const { port } = await receiver((_request, { socket }) => {
      socket!.write("HTTP/1.1 200 OK\r\n");
      const more = setInterval(() => socket!.write(`a: ${"x".repeat(4_096)}\r\n`), 1);
      socket!.on("close", () => clearInterval(more));
    });
    await expect(send(`http://127.0.0.1:${port}/`, true)).rejects.toThrow(/Header overflow/);
  });
});
