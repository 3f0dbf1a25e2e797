// A case of the parity tests through the route handler of its operation.
import { operations } from "#domain/registry";
import { type Route, type RouteName, routes } from "#domain/routes";
import { apiDocument } from "#doors/openapi/document";
import type { Case } from "#doors/parity-cases";
import { fileFieldOf } from "#lib/file-fields";
import { contractOf } from "#lib/testing/contract";

export const site = "http://localhost:3000";

/** Every answer is one that the API's document describes; the server in front names requests. */
const contract = contractOf(apiDocument(site), ["X-Request-Id"]);

export interface Answer {
  /** `ok`, or the status of the refusal. */
  verdict: string;
  /** What it holds; null of a refusal, and where there is nothing. */
  value: unknown;
  /** What in it the API's document does not describe. */
  faults: readonly unknown[];
}

/** The operation of a case. Throws when nobody registered it. */
export function operationOf(each: Case) {
  const operation = operations.find(({ name }) => name === each.operation);
  if (!operation) throw new Error(`${each.operation} is not registered.`);
  return operation;
}

/** Calls the handler in the file that Next would take for the address of a case. */
export async function answerOfRoute(each: Case, headers: Record<string, string>): Promise<Answer> {
  const address: Route = routes[each.operation as RouteName];
  const params: Record<string, string> = {};
  const rest = new Map(Object.entries(each.input));
  const path = address.path.replace(/\{(\w+)\}/g, (_, key: string) => {
    params[key] = String(rest.get(key));
    rest.delete(key);
    return params[key];
  });
  const readsBody = ["POST", "PUT", "PATCH"].includes(address.method);
  const query = new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]));
  const url = readsBody || rest.size === 0 ? `${site}${path}` : `${site}${path}?${query}`;
  const takesFile = fileFieldOf(operationOf(each).input) !== undefined;
  const request = new Request(url, {
    method: address.method,
    headers: {
      ...headers,
      ...(readsBody && !takesFile ? { "Content-Type": "application/json" } : {}),
    },
    body: !readsBody
      ? null
      : takesFile
        ? formOf(each.input)
        : JSON.stringify(Object.fromEntries(rest)),
  });
  const file = `../app${address.path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;
  const handlers = await import(/* @vite-ignore */ file);
  const response: Response = await handlers[address.method](request, {
    params: Promise.resolve(params),
  });
  const body = await response.text();
  const { method } = address;
  const received = { method, path, status: response.status, headers: response.headers, text: body };
  const ok = response.status === address.success || response.status === address.mixed;
  const type =
    response.status === 204 ? null : ok ? "application/json" : "application/problem+json";
  const given = response.headers.get("content-type");
  return {
    verdict: ok ? "ok" : String(response.status),
    value: ok && body ? JSON.parse(body) : null,
    faults: [...contract.faults(received), ...(given === type ? [] : [`${given} is not ${type}`])],
  };
}

/** What a form with these fields would send. */
export function formOf(input: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(input)) {
    if (value instanceof File) form.set(key, value);
    else form.set(key, Array.isArray(value) ? value.join(", ") : String(value ?? ""));
  }
  return form;
}

/** Who gets which verdict, of `who verdict who verdict`. */
export function parse(verdicts: string): Map<string, string> {
  const words = verdicts.split(" ");
  return new Map(
    words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ""] as const] : [])),
  );
}
