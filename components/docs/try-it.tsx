"use client";

import { type FormEvent, useState, useSyncExternalStore } from "react";
import { Button, buttonClass } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Textarea } from "#components/ui/textarea";

export interface TryItProps {
  /** The operation's id. */
  id: string;
  method: string;
  path: string;
  parameters: { name: string; place: string; required: boolean; example?: string }[];
  /** The example's body, as JSON. */
  body?: string;
  media?: string;
}

/** A token pasted once serves every operation of the page, and is kept nowhere but in its memory. */
let pasted = "";
const listeners = new Set<() => void>();
const token = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => pasted,
  set(value: string) {
    pasted = value;
    for (const listener of listeners) listener();
  },
};

interface Seen {
  status: string;
  /** Milliseconds, until the whole answer had come. */
  time: number;
  headers: string;
  text: string;
}

const never = () => () => {};

/** Sends the operation from the reader's own browser. Without scripts there is none: the curl line stands above. */
export function TryIt({ id, method, path, parameters, body, media }: TryItProps) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const bearer = useSyncExternalStore(token.subscribe, token.get, () => "");
  const [pending, setPending] = useState(false);
  const [seen, setSeen] = useState<Seen | null>(null);
  if (!scripted) return null;

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "").trim();
    setPending(true);
    setSeen(await request({ method, path, parameters, media }, value, bearer).catch(failure));
    setPending(false);
  }

  return (
    <details className="mt-2">
      <summary className={buttonClass("secondary", "sm")}>Try it</summary>
      <form onSubmit={send} className="mt-4 grid gap-4 rounded-card border border-line p-4">
        <p className="text-sm text-muted">
          This is sent to this blog, and does what it says. Without a token it goes as whoever is
          signed in here.
        </p>
        <Field id={`${id}-token`} label="Token" hint="Kept in this page's memory only.">
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="off"
              spellCheck={false}
              value={bearer}
              onChange={(event) => token.set(event.target.value.trim())}
            />
          )}
        </Field>
        {parameters.map(({ name, place, required, example }) => (
          <Field
            key={`${place}.${name}`}
            id={`${id}-${place}-${name}`}
            label={`${name}, ${place}`}
            required={required}
          >
            {(control) => <Input {...control} name={`${place}.${name}`} defaultValue={example} />}
          </Field>
        ))}
        {body !== undefined && (
          <Field id={`${id}-body`} label="Body" required>
            {(control) => <Textarea {...control} mono name="body" defaultValue={body} />}
          </Field>
        )}
        <div>
          <Button type="submit" variant="primary" size="sm" pending={pending}>
            Send {method}
          </Button>
        </div>
        <div role="status" className="grid grid-cols-1 gap-2">
          {seen && (
            <>
              <p className="text-sm font-semibold tabular-nums">
                {seen.status} <span className="font-normal text-faint">{seen.time} ms</span>
              </p>
              <Output label={`Headers of the answer to ${id}`} text={seen.headers} />
              <Output label={`Body of the answer to ${id}`} text={seen.text} />
            </>
          )}
        </div>
      </form>
    </details>
  );
}

function Output({ label, text }: { label: string; text: string }) {
  if (text === "") return null;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-card bg-sunken p-3"
    >
      <pre className="font-mono text-xs">{text}</pre>
    </section>
  );
}

type Asked = Pick<TryItProps, "method" | "path" | "parameters" | "media">;

async function request(
  { method, path, parameters, media }: Asked,
  value: (name: string) => string,
  bearer: string,
): Promise<Seen> {
  const filled = (place: string) =>
    parameters.flatMap((each) => {
      const text = each.place === place ? value(`${place}.${each.name}`) : "";
      return text === "" ? [] : [[each.name, text] as const];
    });
  let address = path;
  for (const [name, text] of filled("path")) {
    address = address.replace(`{${name}}`, encodeURIComponent(text));
  }
  const query = new URLSearchParams(filled("query").map(([name, text]) => [name, text])).toString();
  const headers = new Headers(filled("header").map(([name, text]) => [name, text]));
  if (bearer) headers.set("Authorization", `Bearer ${bearer}`);
  if (media) headers.set("Content-Type", media);
  const started = performance.now();
  const response = await fetch(query ? `${address}?${query}` : address, {
    method,
    headers,
    body: media ? value("body") : undefined,
    cache: "no-store",
  });
  const text = await response.text();
  return {
    status: `${response.status} ${response.statusText}`.trim(),
    time: Math.round(performance.now() - started),
    headers: [...response.headers].map(([name, each]) => `${name}: ${each}`).join("\n"),
    text: indented(text),
  };
}

function failure(error: unknown): Seen {
  return { status: `Not sent: ${(error as Error).message}`, time: 0, headers: "", text: "" };
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
