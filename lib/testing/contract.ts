import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** The part of an OpenAPI document that this looks into; it comes as JSON, from code or from a server. */
interface Described {
  paths?: Record<string, Record<string, unknown>>;
  components?: Record<string, Record<string, unknown>>;
}

interface DescribedResponse {
  headers?: Record<string, { $ref?: string; required?: boolean }>;
  content?: Record<string, { schema: object; examples?: Record<string, unknown> }>;
}

/** An answer to be held against the document. */
export interface Received {
  method: string;
  /** The path, without the query. */
  path: string;
  status: number;
  headers: Headers;
  text: string;
  /** Whether the query named the `fields` it wants: then the others may be missing. */
  sparse?: boolean;
}

/** Looks for what an API's answers say that its document does not. */
export interface Contract {
  /** What is wrong with an answer, in sentences; none when the document describes it. */
  faults(received: Received): string[];
}

/**
 * Reads an OpenAPI 3.1 document. Its schemas let further fields pass, as a reader must; here none
 * may: a field that is not described is a fault. `elsewhere` names headers that something else adds.
 */
export function contractOf(document: object, elsewhere: readonly string[] = []): Contract {
  const closed = close(JSON.parse(JSON.stringify(document))) as Described;
  const ajv = newAjv(closed);
  const validators = new Map<string, ValidateFunction>();
  const templates = Object.keys(closed.paths ?? {}).map((path) => ({
    path,
    matches: pattern(path),
  }));

  function faults({ method, path, status, headers, text, sparse = false }: Received): string[] {
    if (path.startsWith("/api/auth/") || (method === "OPTIONS" && status === 204)) return [];
    const about = `${method} ${path} → ${status}`;
    const found = templates
      .filter(({ matches }) => matches.test(path))
      .sort(byParameters)
      .at(0);
    const operation = found && closed.paths?.[found.path]?.[methodOf(method)];
    if (!found || !operation) return noOperation(status, text).map((fault) => `${about}: ${fault}`);
    const { responses } = operation as { responses: Record<string, object> };
    const given = responses[String(status)];
    if (!given) return [`${about}: the document has no such status.`];
    const at = `paths/${escaped(found.path)}/${methodOf(method)}/responses/${status}`;
    const [response, pointer] = resolved(given, at);
    return [
      ...headersMissing(response, headers).map((name) => `${name} is missing.`),
      ...bodyFaults(response, pointer, { method, headers, text, sparse }),
    ].map((fault) => `${about}: ${fault}`);
  }

  /** Where no operation is meant there is nothing to describe; but the answer is a problem. */
  function noOperation(status: number, text: string): string[] {
    if (![400, 404, 405].includes(status)) return ["there is no such operation in the document."];
    const validate = validator("components/schemas/Problem");
    return text === "" || validate(JSON.parse(text)) ? [] : [ajv.errorsText(validate.errors)];
  }

  function resolved(given: object, pointer: string): [DescribedResponse, string] {
    const ref = (given as { $ref?: string }).$ref?.replace(/^#\//, "");
    if (!ref) return [given as DescribedResponse, pointer];
    const [, kind = "", name = ""] = ref.split("/");
    return [(closed.components?.[kind]?.[name] ?? {}) as DescribedResponse, ref];
  }

  function headersMissing(response: DescribedResponse, headers: Headers): string[] {
    return Object.entries(response.headers ?? {}).flatMap(([name, header]) => {
      const described =
        closed.components?.headers?.[header.$ref?.split("/").at(-1) ?? ""] ?? header;
      const required = (described as { required?: boolean }).required && !elsewhere.includes(name);
      return required && !headers.has(name) ? [name] : [];
    });
  }

  function bodyFaults(
    { content = {} }: DescribedResponse,
    pointer: string,
    { method, headers, text, sparse }: Pick<Received, "method" | "headers" | "text" | "sparse">,
  ): string[] {
    const type = headers.get("content-type")?.split(";")[0]?.trim();
    if (text === "") {
      const empty = method === "HEAD" || Object.keys(content).length === 0;
      return empty ? [] : ["a body is described, and none came."];
    }
    const described = content[type ?? ""];
    if (!described) return [`${type} is not described.`];
    if (!type?.endsWith("json")) return [];
    const body = JSON.parse(text) as { code?: string };
    const { examples } = described;
    if (type === "application/problem+json" && examples && !((body.code as string) in examples)) {
      return [`the problem ${body.code} is not described.`];
    }
    const validate = validator(`${pointer}/content/${escaped(type)}/schema`);
    if (validate(body)) return [];
    // No document can say that a parameter takes fields away: of the object, or of a list's entries.
    const errors = (validate.errors ?? []).filter(
      ({ keyword, instancePath }) =>
        !(sparse && keyword === "required" && /^(?:\/data\/\d+)?$/.test(instancePath)),
    );
    return errors.length === 0 ? [] : [ajv.errorsText(errors, { separator: "; " })];
  }

  function validator(pointer: string): ValidateFunction {
    const known = validators.get(pointer);
    if (known) return known;
    const made = ajv.compile({ $ref: `openapi.json#/${pointer}` });
    validators.set(pointer, made);
    return made;
  }

  return { faults };
}

/** The examples of a document that do not fit the schema they belong to, and why. */
export function exampleProblems(document: object): string[] {
  const closed = close(JSON.parse(JSON.stringify(document)));
  const ajv = newAjv(closed);
  const found: string[] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== "object" || value === null) return;
    const node = value as Record<string, unknown>;
    const isSchema = Array.isArray(node.examples);
    for (const example of isSchema ? (node.examples as unknown[]) : []) check(pointer, example);
    if ("example" in node && "schema" in node) check(`${pointer}/schema`, node.example);
    for (const [key, inner] of Object.entries(node)) {
      if (key !== "example" && key !== "examples") visit(inner, `${pointer}/${escaped(key)}`);
    }
  };
  const check = (pointer: string, example: unknown) => {
    const validate = ajv.compile({ $ref: `openapi.json#${pointer}` });
    if (!validate(example)) found.push(`${pointer}: ${ajv.errorsText(validate.errors)}`);
  };
  visit(closed, "");
  return found;
}

function newAjv(document: object): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.addSchema(document, "openapi.json");
}

/** Every object that has properties and says nothing of others gets none. */
function close(value: unknown): object {
  if (Array.isArray(value)) return value.map((each) => (isObject(each) ? close(each) : each));
  if (!isObject(value)) return value as object;
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    result[key] = isObject(inner) && key !== "example" && key !== "examples" ? close(inner) : inner;
  }
  const { type, properties, additionalProperties } = result;
  if (type === "object" && properties && additionalProperties === undefined) {
    result.additionalProperties = false;
  }
  return result;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const methodOf = (method: string) => (method === "HEAD" ? "get" : method.toLowerCase());

/** A key as part of a JSON pointer in an address. */
const escaped = (key: string) =>
  encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));

const pattern = (path: string) =>
  new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);

/** A path without parameters is meant before one with: `/api/posts/bulk`, then `/api/posts/{id}`. */
const byParameters = (one: { path: string }, other: { path: string }) =>
  one.path.split("{").length - other.path.split("{").length;
