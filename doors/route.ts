import { revalidateTag } from "next/cache.js";
import type { z } from "zod";
import { type Happening, tag } from "#domain/events";
import { admit, type Operation } from "#domain/operation";
import { routeOf } from "#domain/registry";
import { requestActor } from "#doors/actor";
import { noteCall } from "#doors/call-log";
import { answerKey, keepAnswerUnder, recallAnswer } from "#doors/kept-answers";
import { takesKey } from "#doors/keys";
import { mediaOf } from "#doors/media";
import { expireNow } from "#doors/purge";
import { receive, type Sources } from "#doors/receive";
import { answerOf, type Exchange, isSafe, respondFailure, send } from "#doors/respond";
import { performSeen, setCookieOf, visit } from "#doors/visitor";
import { type ApiVersion, apiVersions, findVersion, versionHeaders } from "#lib/api-version";
import { AppError } from "#lib/errors";
import { namesIn } from "#lib/fields";
import { fileFieldOf } from "#lib/file-fields";
import { versionsOf } from "#lib/http";
import { readIdempotencyKey } from "#lib/idempotency-key";
import { chooseMedia } from "#lib/negotiate";
import { moment } from "#lib/purges";
import { counted, takeTurn } from "#lib/rate-limit";

interface Context {
  /** Undefined for a route without parameters. */
  params: Promise<Record<string, string> | undefined>;
}

interface Options {
  /** Which versions there are; a test says others. */
  versions?: readonly ApiVersion[];
}

/**
 * The door for programs: an operation as a route handler. The input comes from path, query and
 * JSON body; the outcome is a status, `ETag`, `Location`, `Link` and JSON (or what `Accept` prefers
 * of what the operation offers); a failure is `application/problem+json`. What the operation says
 * happened is purged, so that the next reader of any page is fresh.
 */
export function route<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  { versions = apiVersions }: Options = {},
) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const id = request.headers.get("x-request-id") ?? crypto.randomUUID();
    const started = performance.now();
    const exchange: Exchange = { request, url: new URL(request.url), id, started };
    const sources: Sources = new Map();
    const version = findVersion(request.headers.get("duet-version"), versions);
    let response: Response;
    try {
      if (!version) throw unknownVersion(versions);
      response = await serve(operation, exchange, (await params) ?? {}, sources);
    } catch (error) {
      response = respondFailure(error, exchange, sources);
    }
    const said = version ?? findVersion(null, versions);
    for (const [name, value] of said ? versionHeaders(said) : []) {
      response.headers.append(name, value);
    }
    if (exchange.setCookie) response.headers.append("Set-Cookie", exchange.setCookie);
    noteCall(operation, exchange, (await params) ?? {}, response.status);
    return counted(response, exchange.turn ?? null);
  };
}

/** One request: who, in which form, with what; then the operation; then what follows from it. */
async function serve<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  exchange: Exchange,
  params: Record<string, string>,
  sources: Sources,
): Promise<Response> {
  const address = routeOf(operation);
  if (!address) throw new Error(`${operation.name} has no entry in domain/routes.ts.`);
  const { request, url, id } = exchange;
  const caller = await requestActor(request);
  const visiting = operation.gate === "visitor" ? await visit(operation, request.headers) : null;
  if (visiting?.cookie) exchange.setCookie = setCookieOf(visiting.cookie);
  const actor = visiting?.actor ?? caller;
  exchange.actor = actor;
  exchange.turn = await takeTurn(operation, actor, request.headers);
  const key = isSafe(request) ? answerKey(request, url, actor) : null;
  const kept = key === null ? null : recallAnswer(key);
  if (kept) return send(request, kept);
  const since = moment();
  const { representations } = operation.kind === "read" ? operation : {};
  const media = agreeOn(request, mediaOf(operation));
  // Nobody's files are read for nothing.
  if (fileFieldOf(operation.input)) admit(actor, operation.gate);
  const input = await receive(request, url, params, operation, sources);
  const once = takesKey(operation) && readIdempotencyKey(request.headers.get("idempotency-key"));
  const call = {
    actor,
    input,
    expectedVersions: versionsOf(request.headers.get("if-match")),
    requestId: id,
    ...(once ? { once: { key: once, sentBy: "program" as const } } : {}),
    async countAs(writes: number) {
      exchange.turn?.refund();
      // Refused, the answer tells where one stands now.
      exchange.turn = null;
      exchange.turn = await takeTurn(operation, actor, request.headers, writes);
    },
  };
  const seen = { door: "route" as const, headers: request.headers };
  const { value, happenings, replayed, mixed, cacheTags } = await performSeen(
    operation,
    call,
    seen,
  );
  await purge(happenings);
  const shared = operation.kind === "read" && operation.audience === "shared";
  const publicly = shared && actor.kind === "guest" && isSafe(request);
  // As the schema has read it: it is a comma list, and of known names.
  const fields =
    isSafe(request) && typeof input.fields === "string" ? namesIn(input.fields) : undefined;
  const answer = answerOf(url, value, { address, mixed, media, representations, publicly, fields });
  if (key !== null && cacheTags) {
    const shown = publicly ? cacheTags : [...cacheTags, tag.unpublished];
    keepAnswerUnder(key, answer, shown, since);
  }
  const response = send(request, answer);
  if (replayed) response.headers.set("Idempotent-Replayed", "true");
  return response;
}

function agreeOn(request: Request, offered: string[]): string {
  const media = chooseMedia(request.headers.get("accept"), offered);
  if (media !== undefined || offered.length === 0) return media ?? "";
  throw new AppError("not_acceptable", `This is to be had as ${offered.join(", ")}.`);
}

/** The next reader of whatever a change touched is to see it, from the moment it is answered. */
async function purge(happenings: readonly Happening[]): Promise<void> {
  const tags = [...new Set(happenings.flatMap((happening) => happening.tags))];
  await expireNow(tags);
  // Not "max": that would serve the old page once more.
  for (const each of tags) revalidateTag(each, { expire: 0 });
}

function unknownVersion(versions: readonly ApiVersion[]): AppError {
  const dates = versions.map(({ date }) => date).join(", ");
  return new AppError("bad_request", `There is no such Duet-Version; there is ${dates}.`);
}
