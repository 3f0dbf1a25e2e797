import { z } from "zod";

/**
 * Turns the strings of a query, a path or a form into the types that a schema expects. The schemas
 * themselves stay strict (no `z.coerce`, which makes 0 of "" and true of "false"); what does not
 * look like the expected type stays a string, and the schema refuses it with its own words.
 */
export function decodeStrings(
  schema: z.ZodType,
  entries: Iterable<[string, string]>,
  dialect: "query" | "form",
): Record<string, unknown> {
  const shape = schema instanceof z.ZodObject ? schema.shape : {};
  // Without a prototype, so that a field named __proto__ is one more unknown key, and not a setter.
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, text] of entries) {
    const field = Object.hasOwn(shape, key) ? (shape[key] as z.ZodType) : undefined;
    const kind = field ? kindOf(field) : { type: "string", nullable: false, optional: false };
    if (kind.type === "array") {
      const parts = dialect === "form" ? text.split(",") : [text];
      const previous = (result[key] as string[] | undefined) ?? [];
      result[key] = [...previous, ...parts.map((part) => part.trim()).filter(Boolean)];
    } else if (dialect === "form" && text.trim() === "" && kind.nullable) {
      result[key] = null;
    } else if (dialect === "form" && text === "" && kind.optional) {
      // An empty field of a form says nothing; spaces in it are words, if bad ones.
    } else if (dialect === "form" && kind.type === "union" && withoutZone.test(text)) {
      // An instant: our forms say that without a zone it is UTC.
      result[key] = `${text}${text.length === 16 ? ":00" : ""}Z`;
    } else {
      result[key] = decode(text, kind.type);
    }
  }
  return result;
}

/** What a browser's field for a date and a time gives: it knows no zone. */
const withoutZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?$/;

function decode(text: string, type: string): unknown {
  if (type === "number" && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "on")) return true;
  if (type === "boolean" && text === "false") return false;
  return text;
}

function kindOf(schema: z.ZodType): { type: string; nullable: boolean; optional: boolean } {
  if (schema instanceof z.ZodNullable) {
    return { ...kindOf(schema.unwrap() as z.ZodType), nullable: true };
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return { ...kindOf(schema.unwrap() as z.ZodType), optional: true };
  }
  if (schema instanceof z.ZodPipe) return kindOf(schema.in as z.ZodType);
  return { type: schema.type, nullable: false, optional: false };
}
