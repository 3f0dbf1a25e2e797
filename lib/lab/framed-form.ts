import type { Exchange } from "#lib/lab/exchange";
import { partsOf, type Recording } from "#lib/lab/record";

/**
 * Sends a form that stands in a frame where no script runs, and writes down what the browser lets one
 * see of it: what the form holds, and of the answers what their timing and the document tell. The page
 * that holds the frame may look, since both are of one origin.
 */
export async function sendFramed(
  frame: HTMLIFrameElement,
  form: HTMLFormElement,
  { exchanges, since }: Recording,
): Promise<Document> {
  const fields = new FormData(form);
  const { method, enctype } = form;
  const url = new URL(form.action).pathname;
  const began = performance.now();
  await arrival(frame, () => form.requestSubmit());
  const { contentWindow: there, contentDocument: shown } = frame;
  if (!there || !shown) throw new Error("The frame shows nothing.");
  const [timing] = there.performance.getEntriesByType(
    "navigation",
  ) as PerformanceNavigationTiming[];
  if (!timing) throw new Error("The browser tells nothing of the frame.");
  const { redirectCount, responseStatus, decodedBodySize, responseStart, responseEnd } = timing;
  const id = shown.querySelector("main")?.dataset.request;
  const named = timing.serverTiming.find(({ name }) => name === "request")?.description;
  const led = redirectCount > 0;
  // Its clock began with the navigation.
  const at = (moment: number) => since(began + moment);
  const answer = {
    status: responseStatus,
    body: shown.body.textContent,
    rows: [],
    bytes: decodedBodySize,
    answered: at(responseStart),
    ended: at(responseEnd),
    failure: null,
    server: null,
  };
  const sent = {
    method: method.toUpperCase(),
    url,
    requestHeaders: [["content-type", enctype]] satisfies Exchange["requestHeaders"],
    requestParts: partsOf(fields),
    began: since(began),
  };
  if (!led) {
    const responseHeaders = headers(named ?? id, ["content-type", shown.contentType]);
    exchanges.push({ ...sent, ...answer, responseHeaders });
    return shown;
  }
  const { pathname, hash } = there.location;
  const turned = at(timing.redirectEnd);
  exchanges.push(
    {
      ...sent,
      ...answer,
      status: 303,
      body: "",
      bytes: 0,
      answered: turned,
      ended: turned,
      responseHeaders: headers(hash.slice(1), ["location", pathname + hash]),
    },
    {
      ...answer,
      method: "GET",
      url: pathname,
      requestHeaders: [],
      requestParts: [],
      began: at(timing.fetchStart),
      responseHeaders: headers(id, ["content-type", shown.contentType]),
    },
  );
  return shown;
}

/** Does what leads the frame elsewhere, and waits until it is there. */
export function arrival(frame: HTMLIFrameElement, lead: () => void): Promise<void> {
  return new Promise((resolve) => {
    frame.addEventListener("load", () => resolve(), { once: true });
    lead();
  });
}

function headers(id: string | undefined, other: [string, string]): [string, string][] {
  return id ? [["x-request-id", id], other] : [other];
}
