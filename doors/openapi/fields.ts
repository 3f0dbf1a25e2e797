/** The part of a JSON Schema that our documents use. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  description?: string;
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

/** A field as a table shows it. */
export interface Field {
  /** Where it is: `page.next`, `outline[].text`. */
  name: string;
  /** What it holds, in words. */
  type: string;
  /** The shared schema that it, or each of its items, is. */
  schemaName?: string;
  required: boolean;
  description: string;
}

/** The fields of an object, with those of objects inside it below; a shared schema is only named. */
export function fieldsOf(schema: Schema, prefix = ""): Field[] {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = `${prefix}${key}`;
    const field = fieldOf(name, property, required.includes(key));
    const { inner, path } = within(property, name);
    return [field, ...fieldsOf(inner, `${path}.`)];
  });
}

/** One field, or a parameter, which is described in the same words. */
export function fieldOf(name: string, schema: Schema, required: boolean): Field {
  const said = schema.description ?? branches(schema)[0]?.description ?? "";
  const byDefault =
    schema.default === undefined ? "" : ` Default ${JSON.stringify(schema.default)}.`;
  const named = nameOf(schema);
  return {
    name,
    type: typeOf(schema),
    ...(named && { schemaName: named }),
    required,
    description: `${said}${byDefault}`.trim(),
  };
}

/** A schema without the alternative null. */
function branches(schema: Schema): Schema[] {
  const all = schema.anyOf ?? schema.oneOf;
  return all ? all.filter(({ type }) => type !== "null") : [schema];
}

function within(schema: Schema, path: string): { inner: Schema; path: string } {
  const [only] = branches(schema);
  if (only?.items) return within(only.items, `${path}[]`);
  return { inner: only?.$ref ? {} : (only ?? {}), path };
}

/** The name of the shared schema that a schema is, or has for items. */
export function nameOf(schema: Schema): string | undefined {
  const [only] = branches(schema);
  if (only?.items) return nameOf(only.items);
  return only?.$ref?.split("/").at(-1);
}

/** A schema's type in words, with its bounds. */
export function typeOf(schema: Schema): string {
  const types = [schema.type ?? []].flat();
  const nullable =
    types.includes("null") || (schema.anyOf ?? schema.oneOf)?.some(({ type }) => type === "null");
  const words = branches(schema).map(plainType);
  return [...new Set(words), ...(nullable ? ["null"] : [])].join(" or ");
}

function plainType(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (schema.items) {
    return `array of ${typeOf(schema.items)}${bounds(schema.minItems, schema.maxItems, "")}`;
  }
  const type = [schema.type ?? "anything"]
    .flat()
    .filter((each) => each !== "null")
    .join(" or ");
  if (schema.format) return `${type}, ${schema.format}`;
  if (type === "string") return type + bounds(schema.minLength, schema.maxLength, " characters");
  return type + bounds(schema.minimum, schema.maximum, "");
}

function bounds(least: number | undefined, most: number | undefined, unit: string): string {
  const number = (value: number) => value.toLocaleString("en-US");
  if (least !== undefined && most !== undefined)
    return `, ${number(least)} to ${number(most)}${unit}`;
  if (most !== undefined) return `, at most ${number(most)}${unit}`;
  if (least !== undefined) return `, at least ${number(least)}${unit}`;
  return "";
}

/** A value that fits a schema, made of the examples in it. */
export function exampleOf(schema: Schema, shared: Record<string, Schema>): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  const name = schema.$ref?.split("/").at(-1);
  if (name) return exampleOf(shared[name] ?? {}, shared);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf ?? schema.oneOf) return exampleOf(branches(schema)[0] ?? {}, shared);
  if (schema.items) return [exampleOf(schema.items, shared)];
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    return Object.fromEntries(entries.map(([key, each]) => [key, exampleOf(each, shared)]));
  }
  const type = [schema.type ?? "string"].flat()[0];
  if (type === "integer" || type === "number") return schema.minimum ?? 1;
  if (type === "boolean") return true;
  return type === "object" ? {} : "…";
}
