import { describe, expect, test } from "vitest";
import { createUpload } from "#domain/uploads/operations";
import { readFileBody } from "#doors/file-body";
import { AppError } from "#lib/errors";

const limit = 10 * 1024 * 1024;
const address = "http://localhost:3000/api/uploads";

/** As a browser sends it; what FormData streams by itself does not like to be left early. */
async function readSent(body: FormData) {
  const sent = new Response(body);
  const type = sent.headers.get("content-type") ?? "";
  return read(await sent.arrayBuffer(), { "Content-Type": type });
}

const read = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  readFileBody(
    new Request(address, { method: "POST", body, headers, duplex: "half" } as RequestInit),
    createUpload,
    "file",
  );

async function refusal(running: Promise<unknown>): Promise<string> {
  try {
    await running;
    return "taken";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [field] = error.details.fields ?? [];
    return [error.code, field?.pointer, field?.code].filter(Boolean).join(" ");
  }
}

const form = (...parts: [string, string | File][]) => {
  const data = new FormData();
  for (const [name, value] of parts) data.append(name, value);
  return data;
};

/** A body that never ends by itself, and how much of it was asked for. */
function endless() {
  const seen = { bytes: 0 };
  const chunk = new Uint8Array(64 * 1024);
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      seen.bytes += chunk.length;
      controller.enqueue(chunk);
    },
  });
  return { seen, stream };
}

describe("a form", () => {
  test("gives the file and the fields", async () => {
    const picture = new File(["bytes"], "a.png", { type: "image/png" });
    const { file, alt } = (await read(form(["alt", "A dot"], ["file", picture]))) as {
      file: File;
      alt: string;
    };
    expect(alt).toBe("A dot");
    expect(await file.text()).toBe("bytes");
  });

  test.each([
    [
      "two files",
      form(["file", new File(["a"], "a")], ["file", new File(["b"], "b")]),
      "invalid /file repeated",
    ],
    ["a field twice", form(["alt", "a"], ["alt", "b"]), "invalid /alt repeated"],
    [
      "a file of another name",
      form(["picture", new File(["a"], "a")]),
      "invalid /picture unknown_key",
    ],
    ["a field without end", form(["alt", "a".repeat(9_000)]), "too_large"],
    [
      "too many fields",
      form(...Array.from({ length: 30 }, (_, at): [string, string] => [`f${at}`, ""])),
      "too_large",
    ],
    [
      "a file that is too large",
      form(["file", new File([new Uint8Array(limit + 1)], "a")]),
      "too_large",
    ],
  ])("with %s is refused", async (_, body, expected) => {
    expect(await refusal(readSent(body))).toBe(expected);
  });

  test("with a file of just the limit is taken", async () => {
    const body = form(["file", new File([new Uint8Array(limit)], "a")]);
    expect(await refusal(readSent(body))).toBe("taken");
  });

  test.each([
    ["without a boundary", "multipart/form-data", "--x--"],
    ["of another boundary", "multipart/form-data; boundary=y", "--x\r\n\r\n--x--\r\n"],
    [
      "without an end",
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
    ],
    ["of nothing", "multipart/form-data; boundary=x", ""],
  ])("%s cannot be read", async (_, type, body) => {
    expect(await refusal(read(body, { "Content-Type": type }))).toBe("bad_request");
  });

  test("that never ends is left when it is too large", async () => {
    const { seen, stream } = endless();
    const type = "multipart/form-data; boundary=x";
    expect(await refusal(read(stream, { "Content-Type": type }))).toBe("too_large");
    expect(seen.bytes).toBeLessThan(limit + 1024 * 1024);
  });
});

describe("bytes alone", () => {
  test.each(["image/png", "image/svg+xml", "application/octet-stream"])("as %s", async (type) => {
    const { file } = (await read("bytes", { "Content-Type": type })) as { file: File };
    expect(await file.text()).toBe("bytes");
  });

  test.each(["text/plain", "application/json", "image", "video/mp4"])("not as %s", async (type) => {
    expect(await refusal(read("bytes", { "Content-Type": type }))).toBe("unsupported_media");
  });

  test("that never end are left when they are too many, announced or not", async () => {
    const { seen, stream } = endless();
    expect(await refusal(read(stream, { "Content-Type": "image/png" }))).toBe("too_large");
    expect(seen.bytes).toBeLessThan(limit + 1024 * 1024);
    const other = endless();
    const headers = { "Content-Type": "image/png", "Content-Length": String(limit + 1) };
    expect(await refusal(read(other.stream, headers))).toBe("too_large");
    expect(other.seen.bytes).toBeLessThan(1024 * 1024);
  });
});
