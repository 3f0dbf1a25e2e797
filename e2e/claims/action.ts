// A Server Action called as any client can: from what stands in the page and its scripts.
import { type RawAnswer, rawRequest } from "../client.ts";

/** The ids of the actions that a page's scripts name, by the functions' names. */
export async function actionIds(
  url: string,
  path = "/",
  cookie = "",
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const script of await scriptsOf(url, path, cookie)) {
    const named = /createServerReference\)\("([0-9a-f]{42})"[^"]*"(\w+)"/g;
    for (const [, id = "", name = ""] of script.matchAll(named)) ids.set(name, id);
  }
  return ids;
}

/** The text of every script that a page's HTML names. */
export async function scriptsOf(url: string, path = "/", cookie = ""): Promise<string[]> {
  const headers = cookie ? { Cookie: cookie } : undefined;
  const html = await (await fetch(url + path, { headers })).text();
  const files = new Set(
    [...html.matchAll(/\/_next\/static\/[\w./~-]+\.js/g)].map(([file]) => file),
  );
  return Promise.all([...files].map(async (file) => (await fetch(url + file)).text()));
}

/** The id in the hidden field of a page's form. */
export async function formActionId(url: string, path = "/"): Promise<string> {
  const html = await (await fetch(url + path)).text();
  const [, id] = /\$ACTION_ID_([0-9a-f]{42})/.exec(html) ?? [];
  if (!id) throw new Error(`No form of ${path} names an action.`);
  return id;
}

const boundary = "----claims";
const multipart = `multipart/form-data; boundary=${boundary}`;

function multipartOf(fields: readonly (readonly [name: string, value: string])[]): string {
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join("")}--${boundary}--\r\n`;
}

export interface Call {
  id: string;
  /** As React writes the arguments; a list of plain values is written as JSON. */
  args?: readonly unknown[] | string;
  /** Instead of arguments: `action(null, form)`, as useActionState calls it. */
  form?: Record<string, string>;
  path?: string;
  headers?: Record<string, string>;
}

/** An action's answer: the exchange, and what is in React's rows. */
export interface ActionAnswer extends RawAnswer {
  /** The row with the returned value, as it was written; "" where there is none. */
  value: string;
  /** Whether the page came with it. */
  hasPage: boolean;
}

/** The request of a call; `Origin` is the page's own unless the headers say otherwise (an empty one is not sent). */
export function actionRequest(url: string, call: Call) {
  const { id, args = [], form, path = "/", headers } = call;
  const sent: Record<string, string> = {
    "Next-Action": id,
    Accept: "text/x-component",
    "Content-Type": form ? multipart : "text/plain;charset=UTF-8",
    Origin: url,
    ...headers,
  };
  const named = Object.entries(form ?? {}).map(([name, value]) => [`_1_${name}`, value] as const);
  const body = form
    ? multipartOf([...named, ["0", '[null,"$K1"]']])
    : typeof args === "string"
      ? args
      : JSON.stringify(args);
  const filled = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== ""));
  return { method: "POST", path, headers: filled, body };
}

/** What stands in an action's answer. */
export function actionResult(text: string): Pick<ActionAnswer, "value" | "hasPage"> {
  const [, row = ""] = /^0:\{"a":"\$@(\w+)"/m.exec(text) ?? [];
  const value = row ? (new RegExp(`^${row}:(.*)$`, "m").exec(text)?.[1] ?? "") : "";
  return { value, hasPage: /^0:\{"a":[^\n]*"t":\{/m.test(text) };
}

/** Calls an action. */
export async function callAction(url: string, call: Call): Promise<ActionAnswer> {
  const { body, ...request } = actionRequest(url, call);
  const answer = await rawRequest(url, { ...request, chunks: [body] });
  return { ...answer, ...actionResult(answer.text) };
}

export interface Form {
  fields: Record<string, string>;
  path?: string;
  headers?: Record<string, string>;
}

/** Sends a multipart form as a browser without JavaScript does. */
export async function sendForm(url: string, { fields, path = "/", headers }: Form) {
  const sent: Record<string, string> = { "Content-Type": multipart, Origin: url, ...headers };
  return rawRequest(url, {
    method: "POST",
    path,
    headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== "")),
    chunks: [multipartOf(Object.entries(fields))],
  });
}
