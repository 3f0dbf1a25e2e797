import { z } from "zod";
import { id, timestamp, version } from "#lib/fields";
import { line } from "#lib/text";

/** A visitor's blog holds this many posts; with the next one the oldest goes. */
export const MOST_POSTS = 12;

/** How long a post of the lab lives, in milliseconds: a day. */
export const LAB_LIFETIME = 24 * 60 * 60 * 1000;

const title = line({ min: 1, max: 80 });

export const createLabPostInput = z.strictObject({
  title,
  pause: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe("For so many milliseconds the operation waits before it writes: a slow call."),
});
export const weighLabFileInput = z.strictObject({ file: z.file("Choose a file.") });
export const updateLabPostInput = z.strictObject({ id, title, version: version.optional() });
export const failInput = z.strictObject({
  how: z
    .enum(["unauthenticated", "thrown"])
    .describe("`unauthenticated` is refused; `thrown` is a fault that nobody expected."),
});
export const wireInput = z.strictObject({ id });

/** The panels of the experiment about freshness, with their titles. */
export const labPanels = {
  newest: "The newest post",
  three: "The last three",
  made: "Made at (UTC)",
} as const;
export type LabPanel = keyof typeof labPanels;

const exampleId = "019c3a58-5c20-7d4e-9a31-7f0e1d2c3b4a";

export const labPostView = z
  .object({
    id: z.string(),
    title: z.string(),
    version: z.int(),
    createdAt: timestamp,
  })
  .meta({
    id: "LabPost",
    examples: [
      { id: exampleId, title: "Thrown away", version: 1, createdAt: "2026-05-03T10:00:00.000Z" },
    ],
  });
export type LabPostView = z.output<typeof labPostView>;

export const labPostsView = z.object({ data: z.array(labPostView) });

const arrivalView = z.object({
  requestId: z.string(),
  method: z.string(),
  path: z.string(),
  origin: z.string().nullable().describe("The request’s `Origin`."),
  site: z.string().nullable().describe("The request’s `Sec-Fetch-Site`."),
  cookies: z.array(z.string()).describe("The names of the cookies that say who it is."),
  status: z.int().nullable().describe("`null` when its sender was gone before the answer."),
  declared: z.int().nullable().describe("`Content-Length`: bytes of the body."),
  received: z.int().describe("Bytes of the body that the server had read when it answered, about."),
});

export const arrivalsView = z
  .object({
    blog: z.string().describe("The throw-away blog’s own id. It is no secret, and opens nothing."),
    counted: z.int().describe("How often the handler without a check has run for it."),
    data: z.array(arrivalView),
  })
  .meta({ id: "LabArrivals" });
export type ArrivalsView = z.output<typeof arrivalsView>;

/** What the server did for one request of the lab. Of the SQL the text alone: values stay inside. */
export const wireView = z
  .object({
    door: z.enum(["action", "route"]),
    operation: z.string(),
    origin: z.string().nullable().describe("The request's Origin header."),
    actor: z.string(),
    verdict: z.string().describe("`ok`, or the code of the refusal."),
    statements: z.array(
      z.object({
        sql: z.string(),
        began: z.number().describe("Milliseconds since the operation began."),
        took: z.number().describe("Milliseconds."),
      }),
    ),
    events: z.array(z.string()),
    tags: z.array(z.string()).describe("The cache tags that were purged."),
    took: z.number().describe("Milliseconds from the gate to the answer's value."),
  })
  .meta({ id: "LabWire" });
