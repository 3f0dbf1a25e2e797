import { z } from "zod";
import type { Operation } from "#domain/operation";
import { isBareFile, readFileBody } from "#doors/file-body";
import { decodeStrings } from "#lib/decode";
import { AppError } from "#lib/errors";
import { fileFieldOf } from "#lib/file-fields";
import { readJson } from "#lib/http";

/** A body may have this many bytes (4 MiB): the longest post fits, in characters of four bytes. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** Which part of the address a key of the input came from; the others came from the body. */
export type Sources = Map<string, "path" | "query">;

/**
 * An operation's input out of a request: path, query and body (JSON, or what
 * holds a file for an operation that takes one) in one object. `sources` is filled
 * on the way, so that it can tell where an input that is refused was wrong.
 */
export async function receive(
  request: Request,
  url: URL,
  params: Record<string, string>,
  operation: Operation,
  sources: Sources,
): Promise<Record<string, unknown>> {
  const path = Object.entries(decodeStrings(operation.input, Object.entries(params), "query"));
  for (const [key] of path) sources.set(key, "path");
  const readsBody = ["POST", "PUT", "PATCH"].includes(request.method);
  const file = readsBody ? fileFieldOf(operation.input) : undefined;
  for (const key of url.searchParams.keys()) {
    if (readsBody && !(file && isBareFile(request)))
      throw new AppError("bad_request", `The query parameter “${key}” is not known here.`);
    if (sources.has(key)) {
      throw new AppError(
        "bad_request",
        `The query parameter “${key}” is given twice, or is part of the path.`,
      );
    }
    sources.set(key, "query");
  }
  if (!readsBody) {
    // Without a body, what is missing is missing in the query.
    const shape = operation.input instanceof z.ZodObject ? operation.input.shape : {};
    for (const key of Object.keys(shape)) if (!sources.has(key)) sources.set(key, "query");
  }
  const body = file
    ? await readFileBody(request, operation, file)
    : readsBody
      ? await readJson(request, BODY_LIMIT)
      : {};
  const clash = path.find(([key]) => Object.hasOwn(body, key))?.[0];
  if (clash) {
    // What is wrong is in the body: the path itself is fine.
    sources.delete(clash);
    const detail = "This is part of the address, not of the body.";
    throw new AppError("invalid", detail, {
      fields: [{ pointer: `/${clash}`, code: "unknown_key", detail }],
    });
  }
  const query = decodeStrings(operation.input, url.searchParams, "query");
  return { ...query, ...body, ...Object.fromEntries(path) };
}

/** What is wrong with the path names nothing that exists; what is wrong with the query is unreadable. */
export function located(error: AppError, sources: Sources): AppError {
  const fields = error.details.fields ?? [];
  const source = fields
    .map((field) => sources.get(field.pointer.split("/")[1] ?? ""))
    .sort()
    .find((each) => each !== undefined);
  if (source === "path") return new AppError("not_found", "There is nothing at this address.");
  if (source === "query") return new AppError("bad_request", error.message, error.details);
  return error;
}
