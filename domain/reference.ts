import type { z } from "zod";
import type { ErrorCode } from "#lib/errors";

/** What the API's reference says of an operation beyond what its schemas and its gate say. */
export interface Words<I = unknown> {
  /** What it does, as a command of a few words: its title. */
  summary: string;
  /** What a caller should know, in Markdown. */
  description: string;
  /** An input as a caller would send it; a test parses it with the operation's schema. */
  example: I;
  /**
   * What it can answer besides what follows from its gate, its input and its method
   * (doors/openapi/answers.ts), and when.
   */
  problems?: Partial<Record<ErrorCode, string>>;
}

/** Words for each operation that a noun's operations.ts exports: one without does not compile. */
export type ReferenceOf<Noun> = {
  [Name in keyof Noun]: Noun[Name] extends { input: infer I extends z.ZodType }
    ? Words<z.input<I>>
    : never;
};

/** Ids that the reference's examples use: they are nobody's. */
export const exampleIds = {
  post: "019c3a52-7d1e-7a40-9b1f-2f6d1c0e8a11",
  comment: "019c3a54-02b7-7c3e-8f52-6a0b7d94c5e2",
  report: "019c3a57-3b1d-7f42-8a60-5d9e0c7b1f38",
  upload: "019c3a55-6f0a-7d18-93c4-8e17a5b2d640",
  token: "019c3a56-91c4-7e08-a7d3-14f2b8e6093c",
  user: "019c3a50-15aa-7b91-8d27-c05e3f7a4b68",
} as const;
