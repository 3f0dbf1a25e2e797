// One table, longer than a screen: everything about the two doors that the lab and docs/two-doors.md say.
import { measured, measuredWords } from "#domain/measured";
import type { Timed } from "#lib/lab/timed";
import run from "./claims-run.json" with { type: "json" };

export const topics = {
  call: "The call",
  answer: "The answer",
  failure: "Failure",
  safety: "Safety",
  fresh: "Caches and freshness",
  tab: "In the browser",
  time: "Releases and programs",
} as const;

export type Topic = keyof typeof topics;

/** A difference between a Server Action and a route handler, as two statements that a test can refute. */
export interface Claim {
  /** Its place in the table and in /lab/claims#claim-<id>; it never changes. */
  id: number;
  topic: Topic;
  /** What is compared: a few words. */
  point: string;
  action: string;
  route: string;
  /** The version of Next since which both statements hold; where nothing says so, the one they were first tested on. */
  since: string;
  /** The file in e2e/claims that proves it, without `.spec.ts`; or why none does. */
  proof: Proof | { none: string };
  /** Pages of the web, or files of the installed Next's own documentation (`next/…`). */
  sources: readonly string[];
  /** What the installed version does otherwise than is often written, this project's own plan included. */
  corrected?: string;
}

export type Proof = "call" | "plain" | "failure" | "safety" | "fresh" | "tab" | "release" | "time";

const guide = "next/01-app/02-guides/server-actions.md";
const useServer = "next/01-app/03-api-reference/01-directives/use-server.md";
const routeFile = "next/01-app/03-api-reference/03-file-conventions/route.md";
const security = "next/01-app/02-guides/data-security.md";
const overHttp = (way: Timed["way"]) =>
  measuredWords(measured({ from: "http", what: "write", way, atOnce: 1 }));
const pull = (number: number) => `https://github.com/vercel/next.js/pull/${number}`;

export const claims: readonly Claim[] = [
  {
    id: 1,
    topic: "call",
    point: "How it is declared",
    action:
      "An async function under 'use server'. The compiler leaves a reference in the browser’s code, and the function on the server.",
    route: "route.ts exports a function for each method: a Request comes in, a Response goes out.",
    since: "14.0",
    proof: "call",
    sources: [useServer, routeFile],
  },
  {
    id: 2,
    topic: "call",
    point: "Its address",
    action: "A POST to the address of the page that calls it, with the action’s id in Next-Action.",
    route: "An address that you choose, and can publish.",
    since: "14.0",
    proof: "call",
    sources: [guide, routeFile],
  },
  {
    id: 3,
    topic: "call",
    point: "Methods",
    action: "POST alone: a GET with the same header is a visit, and a PUT is refused (405).",
    route: "Each one that the file exports; OPTIONS by itself; 405 for the rest.",
    since: "14.0",
    proof: "call",
    sources: [security, routeFile],
  },
  {
    id: 4,
    topic: "call",
    point: "The request, with JavaScript",
    action:
      "The arguments as React writes them, sent as text/plain; as multipart/form-data when there is a form or a file among them.",
    route: "Whatever the caller sends: JSON, a form, text, bytes.",
    since: "14.0",
    proof: "call",
    sources: ["https://react.dev/reference/rsc/use-server", routeFile],
  },
  {
    id: 5,
    topic: "call",
    point: "The request, without JavaScript",
    action:
      "A multipart form with a field $ACTION_ID_<id> (or $ACTION_REF_…), to the page’s address. A urlencoded form is shown the page, and no action runs.",
    route: "A plain form of either kind.",
    since: "14.0",
    proof: "plain",
    sources: ["next/01-app/02-guides/forms.md"],
  },
  {
    id: 6,
    topic: "answer",
    point: "The answer",
    action:
      "A stream in React’s format with the returned value. The page, rendered anew, comes with it only when the action called updateTag, revalidatePath or refresh, or set a cookie.",
    route: "What you build.",
    since: "16.0",
    proof: "fresh",
    sources: [guide],
    corrected:
      "The page does not come with every answer: an action that changes nothing returns its value alone.",
  },
  {
    id: 7,
    topic: "answer",
    point: "The status of success",
    action: "200, whatever happened.",
    route: "The one that says it: 201, 202, 204, 206, 304.",
    since: "14.0",
    proof: "call",
    sources: [routeFile],
  },
  {
    id: 8,
    topic: "failure",
    point: "An error that was to be expected",
    action: "A returned value, with status 200.",
    route: "A 4xx with a body that says why; here application/problem+json.",
    since: "14.0",
    proof: "failure",
    sources: [
      "next/01-app/01-getting-started/10-error-handling.md",
      "https://www.rfc-editor.org/rfc/rfc9457",
    ],
  },
  {
    id: 9,
    topic: "failure",
    point: "An error that was not",
    action:
      "500. The message stays on the server; a digest of it goes out, and the error boundary gets an error of React’s. Without JavaScript: 500 and three words of text.",
    route: "500 with an empty body, unless you catch it.",
    since: "14.0",
    proof: "failure",
    sources: ["next/01-app/01-getting-started/10-error-handling.md"],
  },
  {
    id: 10,
    topic: "answer",
    point: "redirect()",
    action:
      "200, with the target’s address in x-action-redirect and its content in the same answer. Without JavaScript: 303.",
    route: "307, which keeps the method: a POST is sent again. 303 when what came was a form.",
    since: "16.4",
    proof: "fresh",
    sources: [pull(96310), "next/01-app/03-api-reference/04-functions/redirect.md"],
    corrected:
      "With JavaScript it was a 303 without a Location until 16.3. And a handler’s redirect is not always 307: a form’s POST gets 303.",
  },
  {
    id: 11,
    topic: "fresh",
    point: "Cookies",
    action: "Setting one sends Set-Cookie and renders the page anew in the same answer.",
    route: "Set-Cookie, and no page knows.",
    since: "14.0",
    proof: "fresh",
    sources: ["next/01-app/03-api-reference/04-functions/cookies.md"],
  },
  {
    id: 12,
    topic: "safety",
    point: "Forged requests",
    action:
      "Origin is compared with Host: another one, “null” included, is refused before the action runs, with 500. A request without Origin passes.",
    route: "No check at all: yours to make.",
    since: "14.0",
    proof: "safety",
    sources: [
      security,
      "next/01-app/03-api-reference/05-config/01-next-config-js/serverActions.md",
    ],
    corrected:
      "The warning about a missing Origin is logged for forms without JavaScript only; a call with Next-Action passes in silence. And the refusal is a 500, not a 403.",
  },
  {
    id: 13,
    topic: "safety",
    point: "Who may call it",
    action:
      "Anyone who can send a POST: what keeps somebody from the page does not keep him from its actions.",
    route: "Anyone.",
    since: "14.0",
    proof: "safety",
    sources: [security],
  },
  {
    id: 14,
    topic: "safety",
    point: "What comes in",
    action:
      "Types are gone at run time: the arguments are the client’s to choose, in number and in kind; a Date where you wrote string arrives as a Date.",
    route: "Body, query and path are the client’s to choose as well.",
    since: "14.0",
    proof: "safety",
    sources: [security],
  },
  {
    id: 15,
    topic: "fresh",
    point: "HTTP caches",
    action: "None: a POST, with no-store.",
    route: "Cache-Control, ETag, 304 and a CDN, as you set them.",
    since: "14.0",
    proof: "fresh",
    sources: [routeFile, "https://www.rfc-editor.org/rfc/rfc9111"],
    corrected:
      "The answer to an action that redirects carries the target page’s Cache-Control (s-maxage) instead of no-store, and x-nextjs-cache may say HIT on any action’s answer: neither means that it was cached.",
  },
  {
    id: 16,
    topic: "fresh",
    point: "Seeing one’s own write",
    action:
      "updateTag and refresh: the page in the same answer is fresh. revalidateTag(tag, 'max') shows the old value once more.",
    route:
      "updateTag and refresh throw. revalidateTag(tag, 'max') serves the old page to whoever asks first; with { expire: 0 } the next visit is fresh.",
    since: "16.0",
    proof: "fresh",
    sources: [
      "next/01-app/03-api-reference/04-functions/updateTag.md",
      "next/01-app/03-api-reference/04-functions/revalidateTag.md",
      "next/01-app/03-api-reference/04-functions/refresh.md",
    ],
  },
  {
    id: 17,
    topic: "fresh",
    point: "Open tabs",
    action:
      "The tab that called is told by x-action-revalidated, and drops what it kept of other pages. No other tab is told.",
    route: "No tab is told.",
    since: "16.0",
    proof: "fresh",
    sources: [guide],
  },
  {
    id: 18,
    topic: "tab",
    point: "Several calls at once",
    action:
      "One at a time for each tab, Promise.all or not. It is the browser’s part of Next that queues: the server takes them as they come.",
    route: "At the same time.",
    since: "14.0",
    proof: "tab",
    sources: [guide],
  },
  {
    id: 19,
    topic: "tab",
    point: "Calling it off",
    action: "There is no way: the request is sent without an AbortSignal.",
    route: "AbortController in the browser; request.signal tells the handler.",
    since: "14.0",
    proof: "tab",
    sources: ["https://developer.mozilla.org/en-US/docs/Web/API/AbortController"],
  },
  {
    id: 20,
    topic: "tab",
    point: "Leaving the page",
    action: "The answer is lost, and the work goes on. The request is sent without keepalive.",
    route: "keepalive and sendBeacon send it even while the page goes away.",
    since: "14.0",
    proof: "tab",
    sources: [
      "https://developer.mozilla.org/en-US/docs/Web/API/Navigator/sendBeacon",
      "https://developer.mozilla.org/en-US/docs/Web/API/RequestInit#keepalive",
    ],
  },
  {
    id: 21,
    topic: "safety",
    point: "How large a request may be",
    action: "1 MB unless configured, and past it 500, with JavaScript and without.",
    route: "As large as you read. Behind a proxy.ts only the first 10 MB arrive, without an error.",
    since: "16.0",
    proof: "safety",
    sources: [
      "next/01-app/03-api-reference/05-config/01-next-config-js/serverActions.md",
      "next/01-app/03-api-reference/05-config/01-next-config-js/proxyClientMaxBodySize.md",
    ],
    corrected: "Next throws an error with status 413 and answers 500 all the same.",
  },
  {
    id: 22,
    topic: "tab",
    point: "Progress of an upload",
    action: "Unknown: the call is a fetch, which tells nothing of it.",
    route: "XMLHttpRequest tells, byte by byte.",
    since: "14.0",
    proof: "tab",
    sources: [
      "https://developer.mozilla.org/en-US/docs/Web/API/XMLHttpRequestUpload/progress_event",
    ],
  },
  {
    id: 23,
    topic: "answer",
    point: "Answers that come in pieces",
    action: "Values inside React’s stream: a promise or an async iterable that is returned.",
    route: "Server-sent events, lines of JSON, bytes.",
    since: "15.0",
    proof: "tab",
    sources: ["https://react.dev/reference/rsc/use-server", routeFile],
  },
  {
    id: 24,
    topic: "time",
    point: "After a deployment",
    action:
      "The id dies with the key of the build: 409, and 400 for what cannot be an id. With NEXT_SERVER_ACTIONS_ENCRYPTION_KEY pinned it lives through a change of the code.",
    route: "The address lives.",
    since: "16.4",
    proof: "release",
    sources: [pull(98123), guide],
    corrected: "It was 404 with JavaScript and 500 without until 16.3.",
  },
  {
    id: 25,
    topic: "call",
    point: "Types",
    action: "End to end in TypeScript; Date, Map, Set, BigInt and undefined survive the way.",
    route: "JSON: a Date arrives as text, a Map as {}. A schema is shared by hand.",
    since: "14.0",
    proof: "tab",
    sources: ["https://react.dev/reference/rsc/use-server"],
  },
  {
    id: 26,
    topic: "safety",
    point: "How it is found",
    action:
      "Id and name stand in the browser’s code for everybody to read; documented nowhere. What no component calls is not in it.",
    route: "As public as its documentation makes it; here an OpenAPI document.",
    since: "15.0",
    proof: "safety",
    sources: [security],
    corrected:
      "Of an id that is called “encrypted” the function’s name still stands beside it in a production build.",
  },
  {
    id: 27,
    topic: "safety",
    point: "Pages of other sites (CORS)",
    action: "Not offered: no answer ever allows another origin to read it.",
    route: "Yours to allow.",
    since: "14.0",
    proof: "safety",
    sources: ["https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS", routeFile],
  },
  {
    id: 28,
    topic: "failure",
    point: "Too many calls",
    action: "No limit of Next’s own; ours is a returned value, with status 200.",
    route: "No limit of Next’s own; ours is 429 with Retry-After.",
    since: "14.0",
    proof: "failure",
    sources: ["https://www.rfc-editor.org/rfc/rfc6585#section-4"],
  },
  {
    id: 29,
    topic: "time",
    point: "The same request twice",
    action: "Runs twice; a nonce in the form, kept by the server, makes it one.",
    route: "Runs twice; an Idempotency-Key, a PUT or If-Match makes it one.",
    since: "14.0",
    proof: "failure",
    sources: ["https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/"],
  },
  {
    id: 30,
    topic: "time",
    point: "Programs as callers",
    action:
      "Not meant for them: the id is undocumented, the format React’s own, and a token in Authorization means nothing to it here.",
    route: "What it is for.",
    since: "14.0",
    proof: "safety",
    sources: ["next/01-app/02-guides/backend-for-frontend.md"],
  },
  {
    id: 31,
    topic: "failure",
    point: "What the log says",
    action:
      "Route type “action” and the path of the page, without the function’s name; “render” when the form came without JavaScript.",
    route: "Its own path.",
    since: "15.0",
    proof: "failure",
    sources: ["next/01-app/03-api-reference/03-file-conventions/instrumentation.md"],
    corrected:
      "An error in an action that a form without JavaScript called is told as route type “render”.",
  },
  {
    id: 32,
    topic: "call",
    point: "Pages without JavaScript",
    action: "Works as the action of a form; a call from onClick does nothing.",
    route:
      "Works if you write the form, and redirect to a page: redirect() answers a form with 303.",
    since: "14.0",
    proof: "plain",
    sources: ["next/01-app/02-guides/forms.md"],
  },
  {
    id: 33,
    topic: "time",
    point: "In a unit test",
    action:
      "Called as the function it is; what it uses of next/cache and next/headers throws outside a request.",
    route: "Called as POST(new Request(…)); the same holds for what it uses.",
    since: "14.0",
    proof: "call",
    sources: ["next/01-app/02-guides/testing/vitest.md"],
  },
  {
    id: 34,
    topic: "time",
    point: "Time and bytes",
    action: `A write, with the fresh page in the answer: ${overHttp("action")}. One machine’s numbers: /lab/measured has all of them.`,
    route: `A write, then the page by another request: ${overHttp("handler and page")}. The write alone, for who needs no page: ${overHttp("handler")}.`,
    since: "16.4.6",
    proof: "time",
    sources: ["docs/decisions/0029-claims.md", "scripts/bench-doors.ts"],
  },
  {
    id: 35,
    topic: "call",
    point: "A POST that names no action",
    action:
      "A page refuses it: a multipart form with 400, what is no form with 405. A urlencoded form gets the page, 200, and nothing is done.",
    route: "Takes it, if it exports POST.",
    since: "16.4",
    proof: "plain",
    sources: [pull(98123)],
  },
  {
    id: 36,
    topic: "fresh",
    point: "A GET without being asked to cache",
    action: "An action has no GET.",
    route:
      "Runs at every request since 15. With Cache Components one that reads nothing of the request is made once, at the build.",
    since: "16.0",
    proof: "fresh",
    sources: [routeFile],
    corrected: "Neither “cached by default” nor “never cached” holds with Cache Components.",
  },
];

/** The claim of this id; throws when there is none. */
export function claimOf(id: number): Claim {
  const found = claims.find((claim) => claim.id === id);
  if (!found) throw new Error(`There is no claim ${id}.`);
  return found;
}

/** The title of the test that proves it: what CI shows in red. */
export function proofTitle(id: number): string {
  return `claim ${id}: ${claimOf(id).point}`;
}

/** The claims of a topic, or those that have all of these words; all of them for nothing. */
export function claimsAbout(about: string): readonly Claim[] {
  const asked = about.trim().toLowerCase();
  if (Object.hasOwn(topics, asked)) return claims.filter(({ topic }) => topic === asked);
  const words = asked.split(/\s+/).filter((word) => word !== "");
  return claims.filter(({ point, action, route, corrected = "" }) => {
    const text = `${point} ${action} ${route} ${corrected}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What the last run of the proofs found (`npm run claims` writes it). */
export const lastRun: ClaimsRun = run;

export interface ClaimsRun {
  /** When it ended, in ISO 8601. */
  date: string;
  /** The versions it ran on. */
  next: string;
  react: string;
  node: string;
  browser: string;
  /** By the claim's id. */
  results: Partial<Record<string, string>>;
}

/** Whether a claim is proven: by a test that passed in the last run; else in words why not. */
export function standingOf({ id, proof }: Claim): { proven: boolean; words: string } {
  if (typeof proof !== "string") return { proven: false, words: proof.none };
  const result = lastRun.results[id];
  if (result === "passed") return { proven: true, words: `e2e/claims/${proof}.spec.ts` };
  const words = result === undefined ? "It was not in the last run." : "Its test failed.";
  return { proven: false, words };
}
