"use client";

import { type ReactNode, useRef, useState } from "react";
import { writeAndTellAction } from "#actions/lab-bare";
import { FreshSteps, type Said, type Step } from "#components/lab/fresh-steps";
import { LabBench } from "#components/lab/lab-bench";
import type { Tools } from "#components/lab/use-runs";

const choices = [
  { id: "none", label: "None: whoever writes through Next makes its cache forget." },
  { id: "handlers", label: "Both of the route handler’s; an action’s page is always fresh." },
  { id: "two", label: "refresh() alone, and revalidateTag(tag, 'max')." },
];

interface Way {
  name: string;
  /** In the title of the post that it writes. */
  short: string;
  write(title: string): Promise<void>;
  /** Whether the page, rendered anew, comes with the answer. */
  hasPage: boolean;
  /** What HTTP's own caches make of this door, in a sentence. */
  cached?(tools: Tools): Promise<string>;
}

const act = (way: string) => async (title: string) => {
  const refused = await writeAndTellAction(way, title);
  if (refused !== null) throw new Error(refused);
};

const post = (path: string) => async (title: string) => {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ title }),
  });
  if (!answer.ok) throw new Error(`It answered ${answer.status}.`);
};

/** Said of the action's answer. */
async function neverCached({ recording }: Tools): Promise<string> {
  const call = recording.exchanges.findLast(({ method }) => method === "POST");
  const said = call?.responseHeaders.find(([name]) => name === "cache-control")?.[1];
  return ` The action’s answer says Cache-Control: ${said ?? "nothing"}.`;
}

async function askedAgain(): Promise<string> {
  const etag = (await fetch("/api/lab/posts")).headers.get("etag") ?? "";
  const again = await fetch("/api/lab/posts", { headers: { "If-None-Match": etag } });
  return ` A GET that came again with the ETag it was given was answered ${again.status}.`;
}

const ways: readonly Way[] = [
  {
    name: "Action: updateTag(tag)",
    short: "updateTag",
    write: act("updateTag"),
    hasPage: true,
    cached: neverCached,
  },
  { name: "Action: refresh() alone", short: "refresh", write: act("refresh"), hasPage: true },
  {
    name: "Handler: revalidateTag(tag, 'max')",
    short: "max",
    write: post("/api/lab/freshness/max"),
    hasPage: false,
  },
  {
    name: "Handler: revalidateTag(tag, { expire: 0 })",
    short: "expire 0",
    write: post("/api/lab/freshness/now"),
    hasPage: false,
    cached: askedAgain,
  },
];

/** A write told in four ways: what three cached panels say then, and what a second tab does. */
export function Freshness({ children }: { children: ReactNode }) {
  const page = useRef<HTMLDivElement>(null);
  const tab = useRef<HTMLIFrameElement>(null);
  const [seen, setSeen] = useState<Readonly<Record<string, Step[]>>>({});

  async function tell(way: Way, tools: Tools): Promise<string> {
    const { name, short, write, hasPage, cached } = way;
    const { show } = tools;
    const [here, there] = [page.current, tab.current];
    if (!here || !there) return "The page is not there yet.";
    const anew = async (ask: () => Promise<void>) => {
      const before = markOf(here);
      await ask();
      await renderedAfter(before, here);
      return saidIn(here);
    };
    // Whoever has no blog yet has nothing cached either.
    if (saidIn(here).newest === "Nothing yet") await post("/api/lab/posts")("The first");
    const before = await anew(show);
    await reloaded(there);
    const steps: Step[] = [];
    const note = (when: string, said: Said | null) =>
      steps.push({ when, page: said, tab: saidIn(there.contentDocument) });
    note("Before", before);
    const title = `${short}, ${new Date().toLocaleTimeString("en-GB")}`;
    if (hasPage) note("In the answer", await anew(() => write(title)));
    else {
      await write(title);
      note("In the answer", null);
    }
    note("At the next request", await anew(show));
    note("At the one after", await anew(show));
    setSeen((others) => ({ ...others, [name]: steps }));
    return story(title, steps) + ((await cached?.(tools)) ?? "");
  }

  return (
    <LabBench
      question="Three panels of this page are cached under one tag, and a second tab shows the same. A post is written, and told to Next in four ways. After which of them does the very next request still see what was before?"
      choices={choices}
      right="two"
      because="updateTag forgets at once, and the action’s own answer has the fresh page. refresh() renders the page anew, out of the same cache. After 'max' whoever asks first gets the old page, while the new one is made; after { expire: 0 } he waits for the new one. And the second tab was told by none of them: it says what it said, until it is loaded anew."
      chart={(runs) =>
        runs.map(({ door }) => {
          const steps = seen[door];
          return steps && <FreshSteps key={door} door={door} steps={steps} />;
        })
      }
      doors={ways.map((way) => ({ name: way.name, work: (tools) => tell(way, tools) }))}
    >
      <section aria-label="This tab" className="grid gap-2">
        <h3 className="text-sm font-medium">This tab: three cached panels</h3>
        <div ref={page}>{children}</div>
      </section>
      <section aria-label="A second tab" className="grid gap-2">
        <h3 className="text-sm font-medium">
          A second tab, which each run loads anew before it writes
        </h3>
        <iframe
          ref={tab}
          title="The second tab"
          src="/lab/framed/second-tab"
          className="h-72 w-full rounded-card border border-line bg-canvas sm:h-36"
        />
      </section>
    </LabBench>
  );
}

function saidIn(root: ParentNode | null): Said {
  const of = (name: keyof Said) => root?.querySelector(`[data-panel=${name}]`)?.textContent ?? "";
  return { newest: of("newest"), three: of("three"), made: of("made") };
}

const markOf = (root: ParentNode) =>
  root.querySelector<HTMLElement>("[data-rendered]")?.dataset.rendered;

/** Until another rendering than this one stands there. */
function renderedAfter(mark: string | undefined, root: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (markOf(root) === mark) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { subtree: true, childList: true, attributes: true });
    look();
  });
}

function reloaded(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve) => {
    frame.addEventListener("load", () => resolve(), { once: true });
    frame.contentWindow?.location.reload();
  });
}

/** What was seen, in two sentences. */
function story(title: string, steps: readonly Step[]): string {
  const [before, ...after] = steps;
  const parts = after.map(({ when, page }) => {
    const seen = page && (page.newest === title ? "fresh" : "old");
    return `${when.toLowerCase()} ${seen ? `they were ${seen}` : "there was no page"}`;
  });
  const heard = steps.at(-1)?.tab.newest !== before?.tab.newest;
  const others = heard ? "was told of it" : "still shows what was before";
  return `The panels: ${parts.join(", ")}. The second tab ${others}.`;
}
