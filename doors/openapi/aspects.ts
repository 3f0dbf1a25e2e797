import { z } from "zod";
import type { Operation } from "#domain/operation";
import type { Words } from "#domain/reference";
import type { Route } from "#domain/routes";
import { takesKey } from "#doors/keys";
import { mediaOf } from "#doors/media";
import { apiVersions } from "#lib/api-version";
import { type ErrorCode, problems } from "#lib/errors";
import { fileFieldOf } from "#lib/file-fields";

/** An operation with its address and its words. */
export interface Offered {
  operation: Operation;
  address: Route;
  words: Words & { id: string };
}

/** A name under `components.headers` or `components.parameters`. */
type Name = string;

/** What the door adds to some operations: their headers and the problems that come of them. */
interface Aspect {
  applies(offered: Offered): boolean;
  /** Request headers, of `parameters`. */
  takes?: readonly (keyof typeof parameters)[];
  /** Headers of a success, of `headers`. */
  gives?: readonly (keyof typeof headers)[];
  problems?: Partial<Record<ErrorCode, string | ((offered: Offered) => string)>>;
}

/** Whether the operation's input has this key. */
export function takes({ operation }: Offered, key: string): boolean {
  return Object.hasOwn((operation.input as z.ZodObject).shape, key);
}

/** Whether the address has a body: its input's keys that are not in the path are in there. */
export function hasBody({ address }: Offered): boolean {
  return ["POST", "PUT", "PATCH"].includes(address.method);
}

const isList = ({ operation }: Offered) =>
  operation.output instanceof z.ZodObject && Object.hasOwn(operation.output.shape, "page");
const checksVersion = (offered: Offered) =>
  offered.operation.kind === "write" && takes(offered, "version");

const always = () => true;
const reads = ({ address }: Offered) => address.method === "GET";

/** The rules of the route door, each where it applies. A new rule of the door is a line here. */
const aspects: readonly Aspect[] = [
  {
    applies: always,
    takes: ["Duet-Version"],
    gives: ["Cache-Control", "Vary", "X-Request-Id", "Duet-Version", "Deprecation", "Sunset"],
    problems: {
      bad_request: "The address, a parameter, a header or the body cannot be read.",
      unauthenticated: ({ operation }) =>
        operation.gate === "public"
          ? "A token is sent, and it is wrong, expired or revoked."
          : "Nobody is signed in, or the token is wrong, expired or revoked.",
      internal: "Our fault, and recorded.",
      unavailable: "The database does not answer. Try again after `Retry-After`.",
    },
  },
  {
    applies: ({ operation }) => operation.gate !== "public",
    problems: {
      forbidden: ({ operation: { gate } }) =>
        gate === "session"
          ? "A token calls, where only a person may."
          : `The role or the token lacks \`${gate}\`.`,
    },
  },
  {
    applies: ({ address }) => address.method !== "GET",
    problems: { cross_origin: "A session's change that comes from another site's page." },
  },
  {
    applies: ({ address }) => address.path.includes("{"),
    problems: { not_found: "It is not there, or not yours to read." },
  },
  {
    applies: hasBody,
    problems: {
      too_large: "The body is over its limit.",
      unsupported_media: ({ operation }) =>
        fileFieldOf(operation.input)
          ? "The body is neither a form nor an image."
          : "The body is not JSON.",
      invalid: "A field is wrong, missing or unknown.",
    },
  },
  {
    applies: ({ operation }) => mediaOf(operation).length > 0,
    problems: {
      not_acceptable: ({ operation }) =>
        `\`Accept\` wants none of what there is: ${mediaOf(operation).join(", ")}.`,
    },
  },
  {
    applies: reads,
    takes: ["If-None-Match", "If-Match"],
    problems: { precondition_failed: "It is not in the state that `If-Match` names." },
  },
  {
    applies: checksVersion,
    takes: ["If-Match"],
    problems: {
      precondition_failed: "It has changed since you read it; `ETag` has the present version.",
      conflict: "`version` is not the present one.",
    },
  },
  {
    applies: ({ operation }) => !operation.name.startsWith("health."),
    gives: ["RateLimit-Policy", "RateLimit"],
    problems: { rate_limited: "Too many requests in this minute. Come back after `Retry-After`." },
  },
  {
    applies: ({ operation }) => takesKey(operation),
    takes: ["Idempotency-Key"],
    gives: ["Idempotent-Replayed"],
    problems: {
      in_flight: "A request with this `Idempotency-Key` is running. Try again after `Retry-After`.",
      idempotency_mismatch: "This `Idempotency-Key` came with another request before.",
    },
  },
  { applies: ({ address }) => address.success !== 204, gives: ["ETag"] },
  { applies: ({ address }) => address.success === 201, gives: ["Location"] },
  { applies: isList, gives: ["Link"] },
];

/** Request headers that the door reads. */
export const parameters = {
  "Duet-Version": {
    name: "Duet-Version",
    in: "header",
    description: "The version of the API you were written for; without it you get the newest.",
    schema: { type: "string", enum: apiVersions.map(({ date }) => date) },
    example: apiVersions.at(-1)?.date,
  },
  "Idempotency-Key": {
    name: "Idempotency-Key",
    in: "header",
    description:
      "A key of your choice, bare or as a quoted string: for 24 hours the same request with the same key happens once, and gets the first answer again.",
    schema: { type: "string", minLength: 1, maxLength: 257 },
    example: "8e03978e-40d5-43dd-bc93-6894a57f9324",
  },
  "If-Match": {
    name: "If-Match",
    in: "header",
    description:
      "The `ETag` you read: 412 when the thing has moved on since. Without it a change goes through.",
    schema: { type: "string" },
    example: '"3"',
  },
  "If-None-Match": {
    name: "If-None-Match",
    in: "header",
    description: "The `ETag` you have: 304 when it is still current.",
    schema: { type: "string" },
    example: '"3.kP0qJ1rXb7mC2dQe"',
  },
} as const;

/** Headers that the door sends. Those that are not `required` are there when there is something to say. */
export const headers = {
  "Cache-Control": {
    description: "`public` for a guest's read of public things, else `private, no-store`.",
    required: true,
    schema: { type: "string" },
  },
  Vary: {
    description: "What the answer depends on.",
    required: true,
    schema: { type: "string" },
  },
  "X-Request-Id": {
    description: "Names this request; the log knows it by the same name.",
    required: true,
    schema: { type: "string", format: "uuid" },
  },
  "Duet-Version": {
    description: "The version of the API that answered.",
    required: true,
    schema: { type: "string", format: "date" },
  },
  Deprecation: {
    description: "Since when this version should not be used any more (RFC 9745).",
    schema: { type: "string" },
  },
  Sunset: {
    description: "When this version stops working (RFC 8594).",
    schema: { type: "string" },
  },
  ETag: {
    description: "Names this state; strong. Of a thing with a version it begins with it.",
    required: true,
    schema: { type: "string" },
    example: '"1.kP0qJ1rXb7mC2dQe"',
  },
  Location: {
    description: "The path of what was made, or where it is now.",
    required: true,
    schema: { type: "string" },
  },
  "Idempotent-Replayed": {
    description: "`true` when an earlier request with this `Idempotency-Key` did it.",
    schema: { type: "string", const: "true" },
  },
  Link: {
    description: "The pages before and after this one (RFC 8288), where there are any.",
    schema: { type: "string" },
  },
  "RateLimit-Policy": {
    description:
      "The limit that this request counts towards: requests (`q`) in so many seconds (`w`).",
    schema: { type: "string" },
    example: '"reads";q=600;w=60',
  },
  RateLimit: {
    description: "What is left of it (`r`), and the seconds until all of it is there again (`t`).",
    schema: { type: "string" },
    example: '"reads";r=599;t=60',
  },
  "WWW-Authenticate": {
    description: "How to authenticate, and which scope is missing.",
    schema: { type: "string" },
  },
  "Retry-After": {
    description: "Seconds to wait, where waiting helps.",
    schema: { type: "string" },
  },
  "Accept-Post": {
    description: "The media types that are taken.",
    required: true,
    schema: { type: "string" },
  },
} as const;

/** Headers of an answer with this problem, beside X-Request-Id and Cache-Control. */
const headersOfProblem: Partial<Record<ErrorCode, readonly (keyof typeof headers)[]>> = {
  moved: ["Location"],
  unauthenticated: ["WWW-Authenticate"],
  forbidden: ["WWW-Authenticate"],
  unsupported_media: ["Accept-Post"],
  precondition_failed: ["ETag"],
  rate_limited: ["Retry-After", "RateLimit-Policy", "RateLimit"],
  in_flight: ["Retry-After"],
  unavailable: ["Retry-After"],
};

/** The headers of a problem's answer. */
export function problemHeaders(code: ErrorCode): Name[] {
  return ["Cache-Control", "X-Request-Id", ...(headersOfProblem[code] ?? [])];
}

/** The request headers that an operation reads. */
export function takenBy(offered: Offered): Name[] {
  return aspects.flatMap((each) => (each.applies(offered) ? (each.takes ?? []) : []));
}

/** The headers of an operation's success. */
export function givenBy(offered: Offered): Name[] {
  return aspects.flatMap((each) => (each.applies(offered) ? (each.gives ?? []) : []));
}

/** The problems an operation can answer, each with when, in the order of their statuses. */
export function problemsOf(offered: Offered): [code: ErrorCode, when: string][] {
  const found = new Map<ErrorCode, string[]>();
  const add = (said: Aspect["problems"]) => {
    for (const [code, when] of Object.entries(said ?? {})) {
      const text = typeof when === "string" ? when : when(offered);
      found.set(code as ErrorCode, [...(found.get(code as ErrorCode) ?? []), text]);
    }
  };
  for (const each of aspects) if (each.applies(offered)) add(each.problems);
  add(offered.words.problems);
  const said = [...found].map(([code, when]): [ErrorCode, string] => [code, when.join(" ")]);
  return said.sort(([one], [other]) => problems[one].status - problems[other].status);
}
