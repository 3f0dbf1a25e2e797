import { z } from "zod";

/** The field of a schema that takes a file; undefined when none does. */
export function fileFieldOf(schema: z.ZodType): string | undefined {
  if (!(schema instanceof z.ZodObject)) return undefined;
  return Object.keys(schema.shape).find((key) => schema.shape[key] instanceof z.ZodFile);
}
