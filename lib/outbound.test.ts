import dns from "node:dns";
import { createServer, type RequestListener } from "node:http";
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Server,
  type Socket,
} from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isPublic, OutboundFailure, outbound } from "#lib/outbound";

const servers: Server[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A server on this machine; what it was asked, and its place. */
async function serve(answer: RequestListener = (_, res) => res.end("inside")) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    answer(req, res);
  });
  const place = await open(server);
  return { asked, place, url: `http://${place}` };
}

async function open(server: Server): Promise<string> {
  servers.push(server);
  server.on("connection", (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a name resolves to, one answer after the other. */
function names(...answers: string[][]) {
  const found = vi.spyOn(dns, "lookup");
  let at = 0;
  found.mockImplementation(((
    _name: string,
    _options: unknown,
    callback: (...args: unknown[]) => void,
  ) => {
    const addresses = answers[Math.min(at++, answers.length - 1)] ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  }) as unknown as typeof dns.lookup);
  return found;
}

async function failure(address: string, allowed: string[] = [], timeout = 2_000): Promise<Error> {
  const error = await outbound(address, { timeout }, allowed).catch((reason) => reason);
  expect(error, address).toBeInstanceOf(OutboundFailure);
  return error;
}

describe("an address is public or it is nowhere", () => {
  test.each(["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::200e"])(
    "%s is",
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  test.each([
    ...[
      "0.0.0.0",
      "0.1.2.3",
      "10.0.0.1",
      "100.64.0.1",
      "127.0.0.1",
      "127.9.9.9",
      "169.254.169.254",
    ],
    ...["172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1"],
    ...["198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
    ...["::", "::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:7f00:1", "::10.0.0.1"],
    ...["64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "100::1"],
    ...["fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1", "3fff::1", "5f00::1"],
    ...["", "localhost", "1", "0x7f.1", "127.1"],
  ])("“%s” is not", (address) => {
    const short = ["0x7f.1", "127.1", "1"].includes(address);
    expect(short ? isPublic(new URL(`http://${address}`).hostname) : isPublic(address)).toBe(false);
  });
});

describe("nothing on this machine or in its network is asked", () => {
  test.each([
    ...["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]"],
    ...[
      "[::ffff:127.0.0.1]",
      "[::ffff:7f00:1]",
      "0.0.0.0",
      "[::]",
      "127.0.0.1.",
      "LOCALHOST",
      "①②⑦.0.0.1",
    ],
  ])("by the name %s", async (host) => {
    const { message, cause } = await failure(`http://${host}/`);
    expect(message).toBe("This address could not be reached.");
    expect(String(cause)).toContain("is not an address of the public internet");
  });

  test("by a name that leads there, alone or among others", async () => {
    const { asked } = await serve();
    for (const addresses of [
      ["127.0.0.1"],
      ["8.8.8.8", "127.0.0.1"],
      ["::1"],
      ["169.254.169.254"],
      [],
    ]) {
      names(addresses);
      await failure("http://rebound.example/");
      vi.restoreAllMocks();
    }
    expect(asked).toEqual([]);
  });

  test("by a name that has another answer the second time: it is asked once", async () => {
    const found = names(["192.0.2.1"], ["8.8.8.8"]);
    await failure("http://rebound.example/");
    expect(found).toHaveBeenCalledTimes(1);
  });

  test("by a redirect: it is an answer, and not followed", async () => {
    const inside = await serve();
    const { place, url } = await serve((_, res) =>
      res.writeHead(302, { Location: inside.url }).end(),
    );
    const answer = await outbound(url, {}, [place]);
    expect([answer.status, answer.headers.location]).toEqual([302, inside.url]);
    expect(inside.asked).toEqual([]);
  });
});

test("only http and https, only their ports, and nobody's password", async () => {
  const addresses = [
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com:80/",
    "data:,x",
  ];
  addresses.push(
    "http://example.com:22/",
    "https://example.com:8443/",
    "javascript:1",
    "",
    "//x",
    "x",
  );
  addresses.push("http://user:word@example.com/");
  const found = names(["8.8.8.8"]);
  for (const address of addresses) await failure(address);
  expect(found).not.toHaveBeenCalled();
});

test("an exception is exact: its name and its port", async () => {
  const { asked, place, url } = await serve();
  const answer = await outbound(`${url}/a?b`, {}, [place]);
  expect([answer.status, answer.body.toString()]).toEqual([200, "inside"]);
  const port = place.split(":")[1];
  for (const allowed of [
    [],
    [`localhost:${port}`],
    ["127.0.0.1:1"],
    ["127.0.0.1"],
    [`127.0.0.1:${port}1`],
  ]) {
    await failure(`${url}/no`, allowed);
  }
  expect(asked).toEqual(["GET /a?b"]);
});

test("what is sent arrives, and nothing of this process goes with it", async () => {
  let seen: { headers: unknown; body: string } | undefined;
  const { place, url } = await serve(async (req, res) => {
    let body = "";
    for await (const chunk of req) body += chunk;
    seen = { headers: req.headers, body };
    res.writeHead(202).end();
  });
  const headers = { "Content-Type": "application/json", "Webhook-Id": "1" };
  const sent = { method: "POST" as const, headers, body: '{"é":1}' };
  expect((await outbound(url, sent, [place])).status).toBe(202);
  expect(seen).toEqual({
    body: '{"é":1}',
    headers: {
      host: place,
      connection: "close",
      "content-type": "application/json",
      "webhook-id": "1",
      "content-length": "8",
      "user-agent": "Duet",
      "accept-encoding": "identity",
    },
  });
});

describe("an answer", () => {
  const long = "x".repeat(100_000);

  test("that is too long fails, or is cut, and is not read on", async () => {
    let written = 0;
    const { place, url } = await serve((_, res) => {
      const more = () => {
        while (written < 200_000_000 && res.write(long)) written += long.length;
      };
      res.on("drain", more);
      more();
    });
    await expect(outbound(url, { most: 1_000 }, [place])).rejects.toThrow(OutboundFailure);
    const cut = await outbound(url, { most: 1_000, longer: "cut" }, [place]);
    expect(cut.body.toString()).toBe("x".repeat(1_000));
    expect(written).toBeLessThan(200_000_000);
  });

  test("that never ends is given up, whatever it drips", async () => {
    const { place, url } = await serve((_, res) => {
      const drip = setInterval(() => res.write("x"), 20);
      res.on("close", () => clearInterval(drip));
    });
    await expect(outbound(url, { timeout: 300 }, [place])).rejects.toThrow(OutboundFailure);
  });
});

test("closed, silent, no HTTP, cut off, private or unknown: the failure is the same", async () => {
  const closed = createSocketServer();
  const closedPlace = await open(closed);
  await new Promise((resolve) => servers.splice(servers.indexOf(closed), 1)[0]?.close(resolve));
  const silent = await open(createSocketServer());
  const noise = await open(createSocketServer((socket) => socket.end("SSH-2.0-x\r\n")));
  const cut = await open(
    createSocketServer((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx")),
  );
  const failures = [];
  for (const place of [closedPlace, silent, noise, cut]) {
    failures.push(await failure(`http://${place}/`, [place], 300));
  }
  failures.push(await failure("http://10.0.0.1/"), await failure("http://nowhere.invalid/"));
  const told = failures.map(({ name, message }) => ({ name, message }));
  expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
  // The reason is for the log alone.
  for (const { cause } of failures) expect(cause).toBeInstanceOf(Error);
});
