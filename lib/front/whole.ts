import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import zlib from "node:zlib";
import Negotiator from "negotiator";
import { isUnmodified } from "#lib/http";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

type Packing = "br" | "gzip" | "identity";

/** The bytes of an answer, in each way they were packed. */
export interface Content {
  bodies: Partial<Record<Packing, Buffer>> & { identity: Buffer };
  /** Of the bytes as they are unpacked. */
  etag: string;
}

interface Packed {
  body: Buffer;
  etag: string | undefined;
  /** Its Last-Modified. */
  modified: string | undefined;
  /** Names and values in turn, as `writeHead` takes them. */
  head: string[];
  /** The head of a 304: without what describes bytes that do not come. */
  unchanged: string[];
}

/** An answer that is ready to be sent in each way it may be packed. */
export interface Ready {
  status: number;
  packed: Partial<Record<Packing, Packed>> & { identity: Packed };
  /** In bytes. */
  size: number;
}

/** Below this (bytes) packing saves nothing that a packet would notice. */
const WORTH_PACKING = 1_000;

/** Media types that shrink. */
export const packable =
  /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|yaml|javascript)|image\/svg)/;

/** Packs bytes of a media type with what of Brotli and gzip is wanted, where it is worth it; off this thread. */
export async function pack(
  body: Buffer,
  type: string,
  wanted: readonly Packing[],
): Promise<Content> {
  const worth = packable.test(type) && body.length >= WORTH_PACKING;
  const [br, gz] = await Promise.all([
    worth && wanted.includes("br") ? brotli(body, brotliOptions(body.length, QUICK)) : null,
    worth && wanted.includes("gzip") ? gzip(body, { level: 6 }) : null,
  ]);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"`;
  return { bodies: { identity: body, ...(br && { br }), ...(gz && { gzip: gz }) }, etag };
}

/** A page takes some milliseconds at this quality of Brotli. */
const QUICK = 5;
/** And a hundred and more at this one, for bytes that are a tenth fewer. */
const TIGHT = 11;

function brotliOptions(size: number, quality: number): zlib.BrotliOptions {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  return { params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: size } };
}

/** The same answer with Brotli at its best, off this thread; as it is where that gains nothing. */
export async function packTighter(ready: Ready): Promise<Ready> {
  const { br, identity } = ready.packed;
  if (!br) return ready;
  const body = await brotli(identity.body, brotliOptions(identity.body.length, TIGHT));
  if (body.length >= br.body.length) return ready;
  // Other bytes under the same tag would be two representations with one name (RFC 9110 §8.8.1).
  const etag = br.etag?.replace(/-br"$/, '-br11"');
  const said = { etag, "content-length": `${body.length}` };
  const tighter = {
    ...br,
    body,
    etag,
    head: saying(br.head, said),
    unchanged: saying(br.unchanged, said),
  };
  return { ...ready, packed: { ...ready.packed, br: tighter } };
}

/** A head with other values for some of its names. */
function saying(head: readonly string[], said: Record<string, string | undefined>): string[] {
  return head.map((each, at) => (at % 2 === 1 && said[head[at - 1] ?? ""]) || each);
}

/** How many bytes a content takes. */
export function sizeOf({ bodies }: Content): number {
  return Object.values(bodies).reduce((sum, { length }) => sum + length, 0);
}

/**
 * Writes the heads of an answer, once. `headers` has no `etag` but one that is said of this very content,
 * and nothing of how the bytes are packed.
 */
export function makeReady(
  status: number,
  headers: readonly [name: string, value: string][],
  content: Content,
): Ready {
  const given = headers.find(([name]) => name === "etag")?.[1];
  const etag = given ?? (status === 200 ? content.etag : undefined);
  const others = headers.filter(([name]) => name !== "etag");
  const { identity, br, gzip } = content.bodies;
  return {
    status,
    packed: {
      identity: packedAs("identity", identity, etag, others),
      ...(br && { br: packedAs("br", br, etag, others) }),
      ...(gzip && { gzip: packedAs("gzip", gzip, etag, others) }),
    },
    size: sizeOf(content) + 2_000,
  };
}

function packedAs(
  packing: Packing,
  body: Buffer,
  etag: string | undefined,
  headers: readonly [string, string][],
): Packed {
  // Other bytes are another representation (RFC 9110 §8.8.3.3); lib/http.ts knows the ending.
  const tag = packing === "identity" ? etag : etag?.replace(/"$/, `-${packing}"`);
  const about = headers.filter(([name]) => !/^content-(?!security-policy)/.test(name));
  const rest: [string, string][] = tag === undefined ? [] : [["etag", tag]];
  const described: [string, string][] = [["content-length", `${body.length}`]];
  if (packing !== "identity") described.push(["content-encoding", packing]);
  return {
    body,
    etag: tag,
    modified: headers.find(([name]) => name === "last-modified")?.[1],
    head: [...headers, ...rest, ...described].flat(),
    unchanged: [...about, ...rest].flat(),
  };
}

/** Its types do not know yet that it takes a preference of ours (since 0.6.4). */
type Preferring = Negotiator & {
  encodings(available: string[], options: { preferred: string[] }): string[];
};

/** What clients say of packing, worked out once each: browsers say one of a handful of things. */
const choices = new Map<string, Packing[]>();

/** What a client takes, best first (RFC 9110 §12.5.3). Brotli before gzip when it likes both the same. */
export function packingsFor(accept: string | undefined): readonly Packing[] {
  if (accept === undefined) return ["identity"];
  let found = choices.get(accept);
  if (!found) {
    const asked = new Negotiator({ headers: { "accept-encoding": accept } }) as Preferring;
    const preferred = ["br", "gzip"];
    found = asked.encodings(["br", "gzip", "identity"], { preferred }) as Packing[];
    if (choices.size >= 200) choices.clear();
    choices.set(accept, found);
  }
  return found;
}

/**
 * Sends an answer as the client wants it packed, or 304 to who has it (RFC 9110 §13.1.2, §13.1.3). `own` are the
 * headers of this very request, names and values in turn. HEAD gets the head alone: node leaves out the rest.
 */
export function send(
  res: ServerResponse,
  { status, packed }: Ready,
  asked: IncomingHttpHeaders,
  own: readonly string[],
): void {
  const packing = packingsFor(asked["accept-encoding"]).find((each) => packed[each]);
  const { body, etag, modified, head, unchanged } =
    packed[packing ?? "identity"] ?? packed.identity;
  const known = asked["if-none-match"];
  // Where both are asked, the tag decides (RFC 9110 §13.2.2).
  const has =
    known === undefined
      ? modified !== undefined && isUnmodified(asked["if-modified-since"], modified)
      : etag !== undefined && names(known, etag);
  if (has) {
    res.writeHead(304, unchanged.concat(own)).end();
    return;
  }
  res.writeHead(status, head.concat(own)).end(body);
}

/**
 * Whether If-None-Match names this very representation: a cache that has another packing of it could
 * not use a 304 (RFC 9111 §4.3.4).
 */
function names(header: string, etag: string): boolean {
  if (header === etag || header.trim() === "*") return true;
  return header.split(",").some((each) => each.trim().replace(/^W\//, "") === etag);
}
