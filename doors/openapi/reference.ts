import { type ApiDocument, apiDocument, offeredOperations } from "#doors/openapi/document";
import {
  exampleOf,
  type Field,
  fieldOf,
  fieldsOf,
  nameOf,
  type Schema,
} from "#doors/openapi/fields";
import { type ExampleRequest, type Snippet, snippetsOf } from "#doors/openapi/snippets";

/** An operation as its page shows it. */
export interface Entry {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  /** Who may call, in words. */
  access: string;
  parameters: (Field & { place: string; example?: string })[];
  /** Without an example when it is a file. */
  body?: { media: string[]; fields: Field[]; required: boolean; example?: string };
  answers: {
    status: string;
    description: string;
    media: string[];
    schemaName?: string;
    fields: Field[];
    example?: string;
    headers: string[];
  }[];
  problems: { status: string; code: string; when: string }[];
  snippets: Snippet[];
}

export interface Chapter {
  /** The last part of its address. */
  name: string;
  title: string;
  description: string;
  entries: Entry[];
}

export interface SharedSchema {
  name: string;
  description: string;
  fields: Field[];
  example?: string;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  schema: Schema;
}

interface Response {
  $ref?: string;
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: Schema; examples?: Record<string, { description: string }> }>;
}

interface Described {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema: Schema; example: unknown }>;
  };
  responses: Record<string, Response>;
}

interface Components {
  schemas: Record<string, Schema>;
  parameters: Record<string, Parameter>;
  responses: Record<string, Response>;
}

/** The pages read the document itself, so that they say what it says; the origin is the reader's matter. */
const document = apiDocument("https://blog.example");
const components = document.components as unknown as Components;

/** The reference, chapter by chapter, in the order of the table of addresses. */
export const chapters: readonly Chapter[] = chaptersOf(document);

function chaptersOf({ tags = [], paths = {} }: ApiDocument): Chapter[] {
  const order = offeredOperations().map(({ words }) => words.id);
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, each]) => {
      const described = each as unknown as Described;
      return { tag: described.tags[0], entry: entryOf(method.toUpperCase(), path, described) };
    }),
  );
  const rank = ({ entry }: { entry: Entry }) => order.indexOf(entry.id) + 1 || Infinity;
  all.sort((one, other) => rank(one) - rank(other));
  return tags.map(({ name, description = "" }) => ({
    name: name.toLowerCase().replaceAll(" ", "-"),
    title: name,
    description,
    entries: all.filter(({ tag }) => tag === name).map(({ entry }) => entry),
  }));
}

/** What more than one answer, or a body, is made of; the bodies themselves stand with their operations. */
export const sharedSchemas: readonly SharedSchema[] = Object.entries(components.schemas)
  .filter(([name]) => !name.endsWith("Body"))
  .map(([name, schema]) => ({
    name,
    description: schema.description ?? "",
    fields: fieldsOf(schema),
    example: pretty(exampleOf(schema, components.schemas)),
  }))
  .sort((one, other) => one.name.localeCompare(other.name));

function entryOf(method: string, path: string, described: Described): Entry {
  const parameters = (described.parameters ?? []).map((each) => resolve(each));
  const answers = Object.entries(described.responses).map(
    ([status, response]) => [status, resolve(response)] as const,
  );
  const isProblem = (response: Response) => "application/problem+json" in (response.content ?? {});
  return {
    id: described.operationId,
    method,
    path,
    summary: described.summary,
    description: described.description,
    access: accessOf(described.security),
    parameters: parameters.map(({ schema, ...each }) => ({
      ...fieldOf(
        each.name,
        { ...schema, description: each.description ?? schema.description },
        each.required ?? false,
      ),
      place: each.in,
      ...textual(each.example ?? schema.examples?.[0]),
    })),
    ...(described.requestBody && { body: bodyOf(described.requestBody) }),
    answers: answers
      .filter(([, each]) => !isProblem(each))
      .map(([status, each]) => answerOf(status, each)),
    problems: answers
      .filter(([, each]) => isProblem(each))
      .flatMap(([status, { content }]) =>
        Object.entries(content?.["application/problem+json"]?.examples ?? {}).map(
          ([code, { description }]) => ({ status, code, when: description }),
        ),
      ),
    snippets: snippetsOf(requestOf(method, path, described, parameters)),
  };
}

function bodyOf({ content, required = false }: NonNullable<Described["requestBody"]>) {
  const media = Object.keys(content);
  const first = content[media[0] ?? ""];
  const schema = (first && sharedOf(first.schema)) ?? first?.schema ?? {};
  const example = first?.example === undefined ? undefined : pretty(first.example);
  return { media, required, fields: fieldsOf(schema), example };
}

function answerOf(status: string, { description, content = {}, headers = {} }: Response) {
  const schema = content["application/json"]?.schema;
  const schemaName = schema && nameOf(schema);
  return {
    status,
    description,
    media: Object.keys(content),
    headers: Object.keys(headers),
    ...(schemaName && { schemaName }),
    fields: schema && !schemaName ? fieldsOf(schema) : [],
    ...(schema && { example: pretty(exampleOf(schema, components.schemas)) }),
  };
}

function requestOf(
  method: string,
  path: string,
  { requestBody, security }: Described,
  parameters: Parameter[],
): ExampleRequest {
  const given = (place: string) =>
    parameters
      .filter((each) => each.in === place && each.schema.examples?.length)
      .map(({ name, schema }) => [name, String(schema.examples?.[0])] as const);
  const filled = given("path").reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value),
    path,
  );
  const query = new URLSearchParams(
    given("query").map(([name, value]) => [name, value]),
  ).toString();
  const [media, sent] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const isFile = media === "multipart/form-data";
  const hasToken = security.some((each) => "token" in each);
  return {
    method,
    path: query ? `${filled}?${query}` : filled,
    caller: security.some((each) => Object.keys(each).length === 0)
      ? "anybody"
      : hasToken
        ? "token"
        : "session",
    // A body that says nothing need not be sent.
    ...(sent && !isFile && JSON.stringify(sent.example) !== "{}" && { body: sent.example, media }),
    ...(isFile && { file: "image/png" }),
  };
}

function accessOf(security: Record<string, string[]>[]): string {
  if (security.some((each) => Object.keys(each).length === 0)) return "Everybody.";
  const scope = security.find((each) => each.token)?.token?.[0];
  if (scope) return `A token with \`${scope}\`, or a session.`;
  return "A session only, no token.";
}

function textual(example: unknown) {
  return example === undefined ? {} : { example: String(example) };
}

function sharedOf(schema: Schema): Schema | undefined {
  return components.schemas[schema.$ref?.split("/").at(-1) ?? ""];
}

function resolve<T extends { $ref?: string }>(given: T): T {
  const [, , kind = "", name = ""] = given.$ref?.split("/") ?? [];
  const all = components as unknown as Record<string, Record<string, T>>;
  return all[kind]?.[name] ?? given;
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
