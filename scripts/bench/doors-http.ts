// The same write and read by each way, by a client that speaks HTTP.
import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { type Timed, timedOverHttp } from "#lib/lab/timed";
import { actionIds, actionRequest, actionResult } from "../../e2e/claims/action.ts";
import { type Exchange, exchange, type Sent } from "./wire.ts";

/** The page that shows what is written. */
export const PAGE = "/lab/measured/here";

/** Once through a way, and what was on the wire. */
export interface HttpGo extends Timed {
  exchanges: Exchange[];
}

type Send = (sent: Sent) => Promise<Exchange>;

/** What one client does; `holds` looks afterwards whether it got what it was for. */
interface Done {
  exchanges: Exchange[];
  holds(): boolean;
}

type Way = (send: Send) => Promise<Done>;

/** Takes each way in turn, so many times over; throws when an answer is not what it must be. */
export async function timeOverHttp(url: string, rounds: number): Promise<HttpGo[]> {
  const headers = { Cookie: await visitorOf(url), "Accept-Encoding": "gzip, br" };
  const ways = waysOf(url, await actionIds(url, PAGE), headers);
  const agents = Array.from({ length: 5 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const goes: HttpGo[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const timed of timedOverHttp) {
      const way = ways[`${timed.what}: ${timed.way}`];
      if (!way) throw new Error(`There is no way to ${timed.what} by ${timed.way}.`);
      const clients = agents.slice(0, timed.atOnce);
      const done = await Promise.all(
        clients.map((agent) => way((sent) => exchange(agent, url, sent))),
      );
      if (!done.every(({ holds }) => holds())) {
        throw new Error(`A ${timed.what} by ${timed.way} did not get what it was for.`);
      }
      goes.push({ ...timed, exchanges: done.flatMap(({ exchanges }) => exchanges) });
    }
  }
  for (const agent of agents) agent.destroy();
  return goes;
}

/** The cookie of a visitor who has as many posts as one can have: the page no longer grows. */
async function visitorOf(url: string): Promise<string> {
  let cookie = "";
  for (let post = 0; post < 12; post++) {
    const answer = await fetch(`${url}/api/lab/posts`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(cookie && { Cookie: cookie }) },
      body: JSON.stringify({ title: `Timed ${randomUUID()}` }),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
    cookie ||= answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  }
  return cookie;
}

function waysOf(
  url: string,
  ids: Map<string, string>,
  headers: Record<string, string>,
): Record<string, Way> {
  const call = (name: string, input: object) =>
    actionRequest(url, { id: ids.get(name) ?? "", args: [null, input], path: PAGE, headers });
  const post = (title: string): Sent => ({
    method: "POST",
    path: "/api/lab/posts",
    headers: { ...headers, Origin: url, "Content-Type": "application/json" },
    body: JSON.stringify({ title }),
  });
  const get = (path: string, more: Record<string, string> = {}): Sent => ({
    method: "GET",
    path,
    headers: { ...headers, ...more },
  });
  /** As the router asks for a page; Next wants to see in the address too that it is not the HTML. */
  const refresh = get(`${PAGE}?_rsc`, { RSC: "1" });
  return {
    "write: action": async (send) => {
      const title = titled();
      const answer = await send(call("createLabPostAction", { title }));
      const holds = () => isFresh(answer, title) && actionResult(answer.text()).hasPage;
      return { exchanges: [answer], holds };
    },
    "write: handler and page": async (send) => {
      const title = titled();
      const answer = await send(post(title));
      const page = await send(refresh);
      return {
        exchanges: [answer, page],
        holds: () => answer.status === 201 && isFresh(page, title),
      };
    },
    "write: handler": async (send) => {
      const answer = await send(post(titled()));
      return { exchanges: [answer], holds: () => answer.status === 201 };
    },
    "read: action": async (send) => {
      const answer = await send(call("listLabPostsAction", {}));
      const holds = () => isFresh(answer, "Timed ") && !actionResult(answer.text()).hasPage;
      return { exchanges: [answer], holds };
    },
    "read: handler": async (send) => {
      const answer = await send(get("/api/lab/posts"));
      return { exchanges: [answer], holds: () => isFresh(answer, "Timed ") };
    },
    "read: page": async (send) => {
      const answer = await send(refresh);
      return { exchanges: [answer], holds: () => isFresh(answer, "Timed ") };
    },
  };
}

const titled = () => `Timed ${randomUUID()}`;

const isFresh = ({ status, text }: Exchange, words: string) =>
  status === 200 && text().includes(words);
