import type { IncomingMessage } from "node:http";
import { FORM_LIMIT } from "#lib/form-limit";

/** What is wrong with a body that Next could not read, and answers with 500. */
export interface RefusedForm {
  status: 400 | 413;
  /** In ASCII: who is told may be Next's client, which takes words of plain `text/plain` alone. */
  words: string;
}

/** The end of a body that is long enough to hold a closing boundary (RFC 2046 §5.1.1: 70 characters). */
const TAIL = 100;

/**
 * Looks on while the body of a form or of an action's call arrives, without touching the stream; the answer tells what
 * is wrong with it: longer than any may be, or a form that is no multipart body (without a boundary, or not closed by
 * one). Null while nothing is known to be.
 */
export function watchForm(req: IncomingMessage): () => RefusedForm | null {
  const { "content-type": type = "", "next-action": action } = req.headers;
  const isForm = /^multipart\//i.test(type);
  if (req.method !== "POST" || (!isForm && action === undefined)) return () => null;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  let tail = Buffer.alloc(0);
  let size = 0;
  const push = req.push.bind(req);
  // The parser hands every piece of the body to `push`.
  req.push = (chunk: Buffer | null, ...rest) => {
    size += chunk?.length ?? 0;
    if (chunk && isForm) tail = Buffer.concat([tail, chunk]).subarray(-TAIL);
    return push(chunk, ...rest);
  };
  return () => {
    if (size > FORM_LIMIT) {
      const words = `A form may have ${FORM_LIMIT} bytes at most, its files included. Nothing of this one was kept.`;
      return { status: 413, words };
    }
    if (isForm && (!boundary || !tail.includes(`--${boundary}--`))) {
      return { status: 400, words: "The form could not be read." };
    }
    return null;
  };
}
