import type { Exchange } from "#lib/lab/exchange";
import { partsOf, type Recording, SHOWN } from "#lib/lab/record";

export interface Uploaded {
  exchange: Exchange;
  /** How often the browser said how far it was. */
  told: number;
}

/**
 * Sends a form by XMLHttpRequest, which says how far it is (`progress` is called with a share between 0 and 1), as fetch
 * does not. Resolves also when no answer comes: the exchange says so.
 * https://developer.mozilla.org/en-US/docs/Web/API/XMLHttpRequestUpload/progress_event
 */
export function upload(
  recording: Recording,
  { url, form }: { url: string; form: FormData },
  progress: (share: number) => void,
): Promise<Uploaded> {
  const exchange = recording.begin({ method: "POST", url, headers: [], parts: partsOf(form) });
  const request = new XMLHttpRequest();
  let told = 0;
  return new Promise((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => {
      told += 1;
      progress(loaded / total);
    };
    request.onreadystatechange = () => {
      if (request.readyState === request.HEADERS_RECEIVED) exchange.answered = recording.since();
    };
    request.onerror = () => {
      exchange.failure = "The connection ended before an answer came.";
    };
    request.onload = () => {
      exchange.status = request.status;
      exchange.body = request.responseText.slice(0, SHOWN);
      exchange.bytes = new TextEncoder().encode(request.responseText).length;
      exchange.responseHeaders = headersIn(request.getAllResponseHeaders());
    };
    request.onloadend = () => {
      exchange.ended = recording.since();
      resolve({ exchange, told });
    };
    request.open("POST", url);
    request.send(form);
  });
}

function headersIn(text: string): [string, string][] {
  const lines = text.trim().split(/\r?\n/);
  return lines.map((line) => {
    const [name = "", ...value] = line.split(":");
    return [name, value.join(":").trim()];
  });
}
