import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import type { Operation } from "#domain/operation";
import { decodeStrings } from "#lib/decode";
import { env } from "#lib/env";
import { AppError, invalidField } from "#lib/errors";

/** What the parts around a file may add to a form's bytes: boundaries, headers, the other fields. */
const FORM_OVERHEAD = 64 * 1024;
const MOST_FIELDS = 10;

/** Bodies that are being read may hold so many times the limit in memory, all together. */
const MOST_AT_ONCE = 8;
let held = 0;

const multipart = /^multipart\/form-data\s*(?:;|$)/i;
const bytesAlone = /^(?:image\/[\w.+-]+|application\/octet-stream)\s*(?:;|$)/i;
const accept = "multipart/form-data, image/*, application/octet-stream";

/** Whether a body is a file itself: then the operation's other fields are in the query. */
export function isBareFile(request: Request): boolean {
  return bytesAlone.test(request.headers.get("content-type") ?? "");
}

/**
 * The input of an operation that takes a file: a form (RFC 7578) with the file in the part `field`,
 * or the file's bytes alone. Never reads further than UPLOAD_MAX_BYTES; what the file is, nobody
 * asks here.
 */
export async function readFileBody(
  request: Request,
  operation: Operation,
  field: string,
): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  const limit = env().UPLOAD_MAX_BYTES;
  if (multipart.test(type)) return readForm(request, operation, field, limit);
  if (!bytesAlone.test(type)) {
    const detail = "Send the file as a part of multipart/form-data, or its bytes as image/….";
    throw new AppError("unsupported_media", detail, { accept });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of bounded(request, limit)) {
      chunks.push(chunk);
      size += hold(chunk.byteLength);
    }
    return { [field]: new File(chunks as BlobPart[], "", { type }) };
  } finally {
    held -= size;
  }
}

async function readForm(
  request: Request,
  operation: Operation,
  field: string,
  limit: number,
): Promise<Record<string, unknown>> {
  const parser = parserFor(request, limit);
  const texts: [string, string][] = [];
  const files: File[] = [];
  let begun = 0;
  let size = 0;
  let problem: AppError | undefined;
  parser.on("field", (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut)
      problem ??= new AppError("too_large", "A field of the form is too long.");
    if (name === undefined) problem ??= new AppError("bad_request", "A part has no name.");
    else if (texts.some(([other]) => other === name)) problem ??= twice(name);
    else texts.push([name, value]);
  });
  parser.on("file", (name, stream, fileName, _encoding, type) => {
    if (name !== field)
      problem ??= invalidField(String(name), "unknown_key", "No file is taken here.");
    else if (++begun > 1) problem ??= twice(field);
    const chunks: Uint8Array[] = [];
    stream.on("limit", () => {
      problem ??= tooLarge(limit);
    });
    stream.on("data", (chunk: Uint8Array) => {
      // What is refused anyway is not kept.
      if (problem) return;
      try {
        size += hold(chunk.byteLength);
        chunks.push(chunk);
      } catch (error) {
        problem = error as AppError;
      }
    });
    stream.on("end", () => {
      if (!problem) files.push(new File(chunks as BlobPart[], fileName ?? "", { type }));
    });
    stream.on("error", () => undefined); // The parser's own error says it.
  });
  for (const event of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    parser.on(event, () => {
      problem ??= new AppError("too_large", "The form has too many parts.");
    });
  }
  try {
    await pipeline(Readable.from(bounded(request, limit + FORM_OVERHEAD, () => problem)), parser);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("bad_request", "The form could not be read.", { cause });
  } finally {
    held -= size;
  }
  if (problem) throw problem;
  const [file] = files;
  return { ...decodeStrings(operation.input, texts, "form"), ...(file ? { [field]: file } : {}) };
}

function parserFor(request: Request, fileSize: number) {
  const headers = { "content-type": request.headers.get("content-type") ?? "" } as BusboyHeaders;
  try {
    return new Busboy({
      headers,
      limits: {
        // One more of each than is taken, so that the one too many is seen.
        files: 2,
        fields: MOST_FIELDS,
        parts: MOST_FIELDS + 2,
        fieldNameSize: 100,
        fieldSize: 8 * 1024,
        headerPairs: 20,
        fileSize,
      },
    });
  } catch (cause) {
    throw new AppError("bad_request", "The form names no boundary.", { cause });
  }
}

/** The bytes of a body, up to a limit, or until there is a reason to read no further. */
async function* bounded(request: Request, limit: number, stop?: () => AppError | undefined) {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    yield chunk as Uint8Array;
    const reason = stop?.();
    if (reason) throw reason;
  }
}

function hold(bytes: number): number {
  if (held + bytes > MOST_AT_ONCE * env().UPLOAD_MAX_BYTES) {
    throw new AppError("unavailable", "Too many files are arriving at once. Try again soon.");
  }
  held += bytes;
  return bytes;
}

function tooLarge(limit: number): AppError {
  return new AppError("too_large", `The file may have ${limit} bytes at most.`);
}

function twice(name: string): AppError {
  return invalidField(name, "repeated", "It is given more than once.");
}
