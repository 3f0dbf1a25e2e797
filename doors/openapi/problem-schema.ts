import { z } from "zod";
import { type ErrorCode, problems } from "#lib/errors";

const codes = Object.keys(problems) as [ErrorCode, ...ErrorCode[]];

/** What lib/http.ts sends for every failure (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().describe("The address of a page about this kind of problem."),
    title: z.string().describe("The kind, in words; the same for every problem of this type."),
    status: z.int().describe("The status, again."),
    detail: z.string().describe("What happened, for a person. Its words may change."),
    instance: z.string().describe("The path that was asked for."),
    code: z.enum(codes).describe("The kind, for programs. It stays the same."),
    requestId: z.string().describe("As in `X-Request-Id`."),
    errors: z
      .array(
        z.object({
          pointer: z.string().describe("A JSON pointer (RFC 6901) into the input."),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .optional()
      .describe("What is wrong with which field."),
  })
  .meta({
    id: "Problem",
    description: "A failure (RFC 9457).",
    examples: [
      {
        type: "https://blog.example/docs/errors#invalid",
        title: "Invalid content",
        status: 422,
        detail: "/title: Must not be empty.",
        instance: "/api/posts",
        code: "invalid",
        requestId: "d420c2f4-4200-4b17-a392-ed1ef10f5beb",
        errors: [{ pointer: "/title", code: "too_small", detail: "Must not be empty." }],
      },
    ],
  });
