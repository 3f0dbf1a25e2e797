import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { headersOf, mayBeKept, ownOfRequest, policed, typeOf } from "#lib/front/headers";
import { holdBack } from "#lib/front/hold";
import { inlineScripts, joinScripts } from "#lib/front/policy";
import { withWaiting } from "#lib/front/waking";
import { type Kind, takeOwn, type Way } from "#lib/front/ways";
import {
  type Content,
  makeReady,
  pack,
  packable,
  packingsFor,
  packTighter,
  type Ready,
  send,
  sizeOf,
} from "#lib/front/whole";
import { withXray, xrayHeaders } from "#lib/front/xray";
import { log } from "#lib/log";
import { isFresh, moment } from "#lib/purges";
import { type Showing, whileShowing } from "#lib/shown-tags";

interface Kept {
  ready: Ready;
  tags: readonly string[];
  since: number;
  /** The moment at which it was last found to be fresh. */
  seen: number;
  is: Kind;
  /** How often it has been recalled. */
  served: number;
}

/** An answer that is being fetched for whoever asks for it meanwhile; null when it is not for everybody. */
interface Flight {
  since: number;
  ready: Promise<Ready | null>;
}

export interface FrontOptions {
  /** FRONT: whether answers are kept; without it pages only get their policy. */
  keeps: boolean;
  /** FRONT_MEMORY_MB, in bytes. */
  memory: number;
}

/** Has Next answer on this response. */
type Ask = () => Promise<void>;

/** What is larger (bytes) is not held back, so never kept; pages are a hundredth of it. */
const MOST = 8 * 1024 * 1024;

/** A page that is asked for so often until something changes it is worth the work of smaller bytes. */
const OFTEN = 2;

/** So many answers wait to be packed tighter; what is more is left as it is. */
const MOST_WAITING = 20;

/**
 * An HTTP cache (RFC 9111) around Next: whole answers to anonymous reads, until a tag of what they show is
 * purged. docs/decisions/0024 says what is kept, under which key, and how an answer says its tags.
 */
export class Front {
  readonly keeps: boolean;
  readonly #kept: LRUCache<string, Kept>;
  #tightening = Promise.resolve();
  #waiting = 0;
  readonly #flights = new Map<string, Flight>();
  /** What was made of a page, by its text, which Next keeps itself: whoever is signed in gets the same page. */
  readonly #pages = new LRUCache<string, Page>({
    maxSize: 16 * 1024 * 1024,
    // A page may be empty, and an entry without a size is refused.
    sizeCalculation: ({ content }, text) => 1 + text.length + sizeOf(content),
  });

  constructor({ keeps, memory }: FrontOptions) {
    this.keeps = keeps;
    this.#kept = new LRUCache({
      maxSize: memory,
      maxEntrySize: Math.ceil(memory / 8),
      sizeCalculation: ({ ready, tags }, key) => ready.size + key.length + tags.length * 50,
    });
  }

  /** What is kept under this key, unless something it shows has changed since it was begun. */
  recall(key: string): Ready | null {
    const found = this.#kept.get(key);
    if (!found) return null;
    const now = moment();
    if (found.seen !== now && !isFresh(found.tags, found.since)) {
      this.#kept.delete(key);
      return null;
    }
    found.seen = now;
    found.served += 1;
    if (found.is === "text" && found.served === OFTEN) this.#tighten(key, found);
    return found.ready;
  }

  /** Answers one request on its way, by asking Next where that is needed. */
  async serve(req: IncomingMessage, res: ServerResponse, way: Way, ask: Ask): Promise<void> {
    const does = way.does === "keep" && !this.keeps ? way.otherwise : way.does;
    if (way.does === "xray") return this.#page(req, res, ask, { policy: false, xray: true });
    if (does === "page") {
      const xray = way.does === "page" && way.xray === true;
      return this.#page(req, res, ask, { policy: true, xray });
    }
    if (way.does !== "keep" || does !== "keep") return ask();
    const { key, url } = way;
    const asked = { ...req.headers };
    const kept = this.recall(key);
    if (kept) return send(res, kept, asked, ["X-Cache", "HIT"]);
    const flight = this.#flights.get(key);
    // An answer that was begun before a change is not for whoever asks after it.
    const joined = flight?.since === moment() ? await flight.ready : null;
    if (joined) return send(res, joined, asked, ["X-Cache", "HIT"]);

    res.setHeader("X-Cache", "MISS");
    takeOwn(req.headers);
    // Only the whole answer can be kept, and it answers HEAD as well.
    if (req.method === "HEAD") req.method = "GET";
    req.url = url;
    await whileShowing(async (showing) => {
      const { promise, resolve } = Promise.withResolvers<Ready | null>();
      const mine = { since: showing.since, ready: promise };
      if (!flight || flight.since !== showing.since) this.#flights.set(key, mine);
      const landed = (ready: Ready | null) => {
        if (this.#flights.get(key) === mine) this.#flights.delete(key);
        resolve(ready);
      };
      res.once("close", () => landed(null));
      holdBack(res, {
        most: MOST,
        holds: () => !/event-stream|ndjson/.test(typeOf(res)),
        whole: (status, body) => {
          this.#finish(res, { status, body, asked, key, showing, is: way.is }).then(
            landed,
            (error) => {
              landed(null);
              fail(res, error);
            },
          );
        },
      });
      await ask();
    });
  }

  /** Packs what many ask for as small as it gets: one thing after the other, off this thread. */
  #tighten(key: string, kept: Kept): void {
    if (this.#waiting >= MOST_WAITING) return;
    this.#waiting++;
    this.#tightening = this.#tightening
      .then(async () => {
        const isThere = this.#kept.peek(key) === kept && isFresh(kept.tags, kept.since);
        if (isThere) kept.ready = await packTighter(kept.ready);
      })
      .catch((error) => log.error({ err: error, key }, "an answer could not be packed tighter"))
      .finally(() => {
        this.#waiting--;
      });
  }

  /** Passes on what is not kept; a page gets its policy, and what packs well is packed here. */
  async #page(req: IncomingMessage, res: ServerResponse, ask: Ask, dress: Dress): Promise<void> {
    const { headers } = req;
    // The router's own questions are answered with data, which may come in pieces.
    if (headers.rsc !== undefined || headers["next-action"] !== undefined) return ask();
    const asked = { ...headers };
    for (const name of ["accept-encoding", "if-none-match", "if-modified-since"])
      delete headers[name];
    // Only the whole page has a length and an ETag, and it answers HEAD as well.
    if (req.method === "HEAD") req.method = "GET";
    holdBack(res, {
      most: MOST,
      holds: () => packable.test(typeOf(res)) && !/event-stream/.test(typeOf(res)),
      whole: (status, body) => {
        this.#finish(res, { status, body, asked, dress }).catch((error) => fail(res, error));
      },
    });
    await ask();
  }

  /** Makes a whole answer ready, keeps it if it may be kept, sends it; null when it is for one alone. */
  async #finish(
    res: ServerResponse,
    { status, body, asked, key, showing, is, dress = dressed }: Finished,
  ): Promise<Ready | null> {
    const headers = headersOf(res);
    const shown = is === "file" ? [] : showing?.tags;
    const tags = shown && mayBeKept(res, status) ? [...shown] : null;
    const type = typeOf(res);
    let ready: Ready;
    const xrayed = dress.xray && type.startsWith("text/html");
    const said = xrayed ? xrayHeaders(headers) : headers;
    const given = xrayed ? withXray(body.toString()) : body;
    if (type.startsWith("text/html") && dress.policy) {
      const page = given.toString();
      const waits = is === "text" && status === 200;
      // What is kept is made once; what is not, for each reader of the same page.
      const { content, sources } = await (waits
        ? dressedPage(withWaiting(joinScripts(page)), type)
        : this.#pageOf(page, type));
      ready = makeReady(status, policed(said, sources), content);
    } else {
      const bytes = typeof given === "string" ? Buffer.from(given) : given;
      const [best = "identity"] = packingsFor(asked["accept-encoding"]);
      const wanted = tags ? (["br", "gzip"] as const) : [best];
      ready = makeReady(status, said, await pack(bytes, type, wanted));
    }
    for (const name of res.getHeaderNames()) {
      if (!ownOfRequest.test(name)) res.removeHeader(name);
    }
    if (key !== undefined && showing && tags && isFresh(tags, showing.since)) {
      const kept = { ready, tags, since: showing.since, seen: moment(), is, served: 0 };
      this.#kept.set(key, kept);
      // The same file serves every reader until the next build.
      if (is === "file") this.#tighten(key, kept);
    }
    // Head and all are in `ready`, but for what is this request's own.
    if (!res.destroyed) send(res, ready, asked, []);
    return tags ? ready : null;
  }

  async #pageOf(text: string, type: string): Promise<Page> {
    const found = this.#pages.get(text);
    if (found) return found;
    const made = await dressedPage(joinScripts(text), type);
    this.#pages.set(text, made);
    return made;
  }
}

interface Page {
  content: Content;
  /** Of its inline scripts, as `script-src` names them. */
  sources: string[];
}

async function dressedPage(html: string, type: string): Promise<Page> {
  const { sources, others } = inlineScripts(html);
  for (const script of others) {
    log.warn({ script: script.slice(0, 100) }, "a page has a script that its policy forbids");
  }
  return { content: await pack(Buffer.from(html), type, ["br", "gzip"]), sources };
}

/** What a page is given on its way out. */
interface Dress {
  policy: boolean;
  xray: boolean;
}

const dressed: Dress = { policy: true, xray: false };

interface Finished {
  status: number;
  body: string | Buffer;
  /** The request's headers as they came. */
  asked: IncomingHttpHeaders;
  dress?: Dress;
  key?: string;
  showing?: Showing;
  is?: Kind;
}

function fail(res: ServerResponse, error: unknown): void {
  log.error({ err: error, requestId: res.getHeader("X-Request-Id") }, "request failed");
  res.destroy();
}
