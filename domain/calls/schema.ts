import { z } from "zod";
import { listOf, paging, timestamp } from "#lib/fields";

export const callsInput = z.strictObject(paging);

/** A call of the API, as its caller sees it. */
export const callView = z
  .object({
    id: z.string(),
    at: timestamp,
    method: z.string(),
    path: z
      .string()
      .describe("The route, with the ids that were asked for; never a query or a slug."),
    status: z.int(),
    milliseconds: z.int(),
    requestId: z.string(),
    token: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe("Null for a call with the session's cookie."),
  })
  .meta({
    id: "Call",
    examples: [
      {
        id: "019c3a5a-6f10-7d52-a1c0-5b2e9f4d8a77",
        at: "2026-05-03T10:00:00.000Z",
        method: "PATCH",
        path: "/api/posts/019c3a52-7d1e-7a40-9b1f-2f6d1c0e8a11",
        status: 200,
        milliseconds: 12,
        requestId: "d420c2f4-4200-4b17-a392-ed1ef10f5beb",
        token: { id: "019c3a56-91c4-7e08-a7d3-14f2b8e6093c", name: "The nightly backup" },
      },
    ],
  });
export const callList = listOf(callView);
