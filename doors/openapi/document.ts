import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiMediaTypeObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import { operations, routeOf, wordsOf } from "#domain/registry";
import { mediaOf } from "#doors/media";
import {
  givenBy,
  hasBody,
  headers,
  type Offered,
  parameters,
  problemHeaders,
  problemsOf,
  takenBy,
} from "#doors/openapi/aspects";
import { chapterOf, nouns } from "#doors/openapi/nouns";
import { problemSchema } from "#doors/openapi/problem-schema";
import { isScope } from "#lib/actor";
import { apiVersions } from "#lib/api-version";
import { type ErrorCode, problems } from "#lib/errors";
import { fileFieldOf } from "#lib/file-fields";

export type ApiDocument = ReturnType<typeof createDocument>;

/** Every operation that has an address, with it. */
export function offeredOperations(): Offered[] {
  return operations.flatMap((operation) => {
    const address = routeOf(operation);
    return address ? [{ operation, address, words: wordsOf(operation) }] : [];
  });
}

/**
 * The API as an OpenAPI 3.1 document, made of the table of addresses, the operations and the very
 * schemas that validate. `origin` is the site's, such as `https://blog.example`.
 */
export function apiDocument(origin: string): ApiDocument {
  const offered = offeredOperations();
  const paths: ZodOpenApiPathsObject = {};
  const made: ProblemResponses = new Map();
  for (const each of offered) {
    const { method, path } = each.address;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(each, made) };
  }
  paths["/api/openapi.json"] = { get: ownOperation(made) };
  const chapters = new Map(Object.values(nouns).map((chapter) => [chapter.title, chapter]));
  return createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Duet",
        version: apiVersions.at(-1)?.date ?? "",
        summary: "The blog's API.",
        description: introduction,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: origin, description: "This blog" }],
      tags: [...chapters.values()].map(({ title, description }) => ({ name: title, description })),
      paths,
      components: {
        schemas: { Problem: problemSchema },
        headers: { ...headers },
        parameters: { ...parameters },
        securitySchemes: securitySchemes(origin),
      },
    },
    { override: ({ jsonSchema, io }) => tidy(jsonSchema, io) },
  );
}

/** The document's own address, the only one that is no operation of the blog's. */
function ownOperation(made: ProblemResponses): ZodOpenApiOperationObject {
  const answer = refs(["Cache-Control", "X-Request-Id", "ETag"]);
  return {
    operationId: "getOpenApi",
    summary: "Read this document",
    description: "The API as OpenAPI 3.1, made of the schemas that validate.",
    tags: [chapterOf("site").title],
    security: [{}],
    parameters: [{ $ref: "#/components/parameters/If-None-Match" }],
    responses: {
      200: {
        description: "The document.",
        headers: answer,
        content: { "application/json": { schema: { type: "object" } } },
      },
      304: { description: "It has not changed.", headers: answer },
      400: problemResponseOf([["bad_request", "The address cannot be read."]], made),
      500: problemResponseOf([["internal", "Our fault, and recorded."]], made),
    },
  };
}

const introduction = `Everything a person can do on this blog, a program can do here.

Bodies are JSON, dates ISO 8601 in UTC, ids UUIDs. Every failure is \`application/problem+json\`
(RFC 9457) with a stable \`code\`. HEAD answers wherever GET does, OPTIONS everywhere, and a method that
an address does not have is 405 with \`Allow\`. An answer may get further fields at any time: ignore
what you do not know. Guides and a changelog are at /docs.`;

interface Tidied {
  additionalProperties?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/** Leaves out what Zod says and no reader needs, and what would be a promise that is not meant. */
function tidy(schema: Tidied, io: "input" | "output"): void {
  // Readers must expect further fields in answers.
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
  // The format says it; the pattern says it in 300 characters.
  if (schema.format === "date-time" || schema.format === "uuid") delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function operationOf(offered: Offered, made: ProblemResponses): ZodOpenApiOperationObject {
  const { operation, address, words } = offered;
  const { id, summary, description, example } = words;
  const shape = (operation.input as z.ZodObject).shape as Record<string, z.ZodType>;
  const inPath = [...address.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const rest = Object.keys(shape).filter((key) => !inPath.includes(key));
  const given = example as Record<string, unknown>;
  const file = fileFieldOf(operation.input);
  // A file's bytes are no example to read: the other fields are.
  const shown = rest.filter((key) => key in given && key !== file);
  const body = Object.fromEntries(shown.map((key) => [key, given[key]]));
  const object = (keys: string[], make: typeof z.object) =>
    make(Object.fromEntries(keys.map((key) => [key, withExample(shape[key], given[key])])));
  return {
    operationId: id,
    summary,
    description,
    tags: [chapterOf(operation.name).title],
    security: securityOf(operation.gate),
    parameters: takenBy(offered).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestParams: {
      ...(inPath.length > 0 && { path: object(inPath, z.object) }),
      ...(!hasBody(offered) && rest.length > 0 && { query: object(rest, z.object) }),
      ...(file && {
        query: object(
          rest.filter((key) => key !== file),
          z.object,
        ),
      }),
    },
    ...(hasBody(offered) && {
      requestBody: {
        required: rest.some((key) => !shape[key]?.safeParse(undefined).success),
        content: Object.fromEntries(
          file
            ? fileBodies(bodyOf(id, shape, rest))
            : mediaTypesOf(address.method).map((type) => [
                type,
                { schema: bodyOf(id, shape, rest), example: body },
              ]),
        ),
      },
    }),
    responses: responsesOf(offered, made),
  };
}

const bodies = new Map<string, z.ZodType>();

/** A body under its name among the components; once, since Zod knows each name once. */
function bodyOf(id: string, shape: Record<string, z.ZodType>, keys: string[]): z.ZodType {
  const fields = Object.fromEntries(keys.map((key) => [key, shape[key] as z.ZodType]));
  const name = `${id[0]?.toUpperCase()}${id.slice(1)}Body`;
  const body = bodies.get(id) ?? z.strictObject(fields).meta({ id: name });
  bodies.set(id, body);
  return body;
}

/** A form with the file in it, or its bytes alone with the other fields in the query. */
function fileBodies(form: z.ZodType): [string, ZodOpenApiMediaTypeObject][] {
  return [
    ["multipart/form-data", { schema: form }],
    ["image/*", { schema: { type: "string", format: "binary" } }],
  ];
}

function mediaTypesOf(method: string): string[] {
  return method === "PATCH"
    ? ["application/merge-patch+json", "application/json"]
    : ["application/json"];
}

/** A parameter's schema, with what the operation's example has for it. */
function withExample(schema: z.ZodType | undefined, example: unknown): z.ZodType {
  if (!schema) throw new Error("A path names a parameter that the input does not have.");
  return example === undefined ? schema : schema.meta({ ...schema.meta(), examples: [example] });
}

type Responses = Record<`${1 | 2 | 3 | 4 | 5}${string}`, ZodOpenApiResponseObject>;

function responsesOf(offered: Offered, made: ProblemResponses): Responses {
  const { operation, address } = offered;
  const responses: Responses = {
    [`${address.success}`]: {
      description: successes[address.success],
      headers: refs(givenBy(offered)),
      ...(address.success !== 204 && {
        content: Object.fromEntries(
          mediaOf(operation).map((media) => [
            media,
            media === "application/json" ? { schema: operation.output } : text,
          ]),
        ),
      }),
    },
  };
  if (address.mixed) {
    const description = "A part of what was asked failed; the body says which.";
    responses[`${address.mixed}`] = { ...responses[`${address.success}`], description };
  }
  if (address.method === "GET") {
    responses["304"] = {
      description: "Nothing has changed since the state that `If-None-Match` names.",
      headers: refs(givenBy(offered).filter((name) => name !== "Link")),
    };
  }
  const byStatus = Map.groupBy(problemsOf(offered), ([code]) => String(problems[code].status));
  for (const [status, said] of byStatus) {
    responses[status as "400"] = problemResponseOf(said, made);
  }
  return responses;
}

const text = { schema: { type: "string" as const } };

const successes: Record<Offered["address"]["success"], string> = {
  200: "Done; the body has it as it is now.",
  201: "Made; `Location` says where it is.",
  204: "Done; there is nothing more to say.",
};

type ProblemResponses = Map<string, ZodOpenApiResponseObject>;

/** One component for all the operations of which the same is said. */
function problemResponseOf(
  said: [ErrorCode, string][],
  made: ProblemResponses,
): ZodOpenApiResponseObject {
  const known = made.get(JSON.stringify(said));
  if (known) return known;
  const codes = said.map(([code]) => code);
  const name = codes.join("_or_");
  const namesakes = [...made.values()].filter(({ id }) => id?.replace(/-\d+$/, "") === name).length;
  const examples = said.map(([code, when]) => [
    code,
    { summary: problems[code].title, description: when, value: exampleProblem(code) },
  ]);
  const response = {
    id: namesakes === 0 ? name : `${name}-${namesakes + 1}`,
    description: said.map(([code, when]) => `\`${code}\`: ${when}`).join("\n\n"),
    headers: headersOf(codes),
    content: {
      "application/problem+json": { schema: problemSchema, examples: Object.fromEntries(examples) },
    },
  };
  made.set(JSON.stringify(said), response);
  return response;
}

/** The headers of an answer with one of these problems: sure to be there only if each of them has it. */
function headersOf(codes: readonly ErrorCode[]) {
  const each = codes.map(problemHeaders);
  const [sure, perhaps] = [new Set<string>(), new Set<string>()];
  for (const name of each.flat()) {
    (each.every((names) => names.includes(name)) ? sure : perhaps).add(name);
  }
  const optional = [...perhaps].map((name) => {
    return [name, { ...headers[name as keyof typeof headers], required: false }];
  });
  return { ...refs([...sure]), ...Object.fromEntries(optional) };
}

function exampleProblem(code: ErrorCode) {
  const { status, title } = problems[code];
  return {
    type: `https://blog.example/docs/errors#${code}`,
    title,
    status,
    detail: `${title}.`,
    instance: "/api/…",
    code,
    requestId: "d420c2f4-4200-4b17-a392-ed1ef10f5beb",
    ...(code === "invalid" && {
      errors: [{ pointer: "/title", code: "too_small", detail: "Must not be empty." }],
    }),
  };
}

function refs(names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function securitySchemes(origin: string) {
  const prefix = origin.startsWith("https:") ? "__Secure-" : "";
  return {
    token: {
      type: "http",
      scheme: "bearer",
      bearerFormat: "duet_<id>_<secret>_<checksum>",
      description:
        "A personal access token, made in the studio under Tokens. It may do what its scopes and its owner's role both allow; the scopes are `posts:read`, `posts:write`, `comments:write`, `uploads:write`, `webhooks:manage`, `site:export` and `site:import`.",
    },
    session: {
      type: "apiKey",
      in: "cookie",
      name: `${prefix}authjs.session-token`,
      description:
        "The cookie of somebody who is signed in. A change needs an `Origin` equal to the site's.",
    },
  } as const;
}

/** Where a gate is open, credentials are welcome all the same: they may show more. */
function securityOf(gate: Offered["operation"]["gate"]): Record<string, string[]>[] {
  if (gate === "public") return [{}, { token: [] }, { session: [] }];
  if (gate === "session" || !isScope(gate)) return [{ session: [] }];
  return [{ token: [gate] }, { session: [] }];
}
