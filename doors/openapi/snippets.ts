/** A request as the reference's examples make it. */
export interface ExampleRequest {
  method: string;
  /** With the query. */
  path: string;
  body?: unknown;
  /** The body is a file's bytes, of this type. */
  file?: string;
  /** The body's media type. */
  media?: string;
  /** Who may call: everybody, whoever has a token, or only somebody who is signed in. */
  caller: "anybody" | "token" | "session";
}

export interface Snippet {
  /** As a fence's info string. */
  language: "sh" | "js" | "python";
  label: string;
  code: string;
}

/** The same request in three languages. `URL`, `TOKEN` and `COOKIE` are the reader's to set. */
export function snippetsOf(request: ExampleRequest): Snippet[] {
  return [
    { language: "sh", label: "curl", code: curl(request) },
    { language: "js", label: "JavaScript", code: javascript(request) },
    { language: "python", label: "Python", code: python(request) },
  ];
}

function headersOf(
  { caller, body, file, media, method }: ExampleRequest,
  value: (name: string) => string,
) {
  const headers: [string, string][] = [];
  if (caller === "token") headers.push(["Authorization", `Bearer ${value("TOKEN")}`]);
  if (caller === "session") headers.push(["Cookie", value("COOKIE")]);
  if (caller === "session" && method !== "GET") headers.push(["Origin", value("URL")]);
  if (file) headers.push(["Content-Type", file]);
  else if (body !== undefined) headers.push(["Content-Type", media ?? "application/json"]);
  return headers;
}

const json = (body: unknown) => JSON.stringify(body);

/** A file beside the reader's program. */
const picture = "picture.png";

function curl(request: ExampleRequest): string {
  const { method, path, body, file } = request;
  const parts = [`curl -sS ${method === "GET" ? "" : `-X ${method} `}"$URL${path}"`];
  for (const [name, value] of headersOf(request, (each) => `$${each}`)) {
    parts.push(`-H "${name}: ${value}"`);
  }
  if (file) parts.push(`--data-binary @${picture}`);
  if (body !== undefined) parts.push(`-d '${json(body).replaceAll("'", "'\\''")}'`);
  return parts.join(" \\\n  ");
}

function javascript(request: ExampleRequest): string {
  const { method, path, body, file } = request;
  const headers = headersOf(request, (each) => `\${process.env.${each}}`);
  const lines = [
    ...(method === "GET" ? [] : [`  method: "${method}",`]),
    ...(headers.length > 0 ? ["  headers: {"] : []),
    ...headers.map(([name, value]) => `    ${quotedName(name)}: ${quoted(value)},`),
    ...(headers.length > 0 ? ["  },"] : []),
    ...(file ? [`  body: await readFile("${picture}"),`] : []),
    ...(body === undefined ? [] : [`  body: JSON.stringify(${json(body)}),`]),
  ];
  const options = lines.length > 0 ? `, {\n${lines.join("\n")}\n}` : "";
  const start = file ? 'import { readFile } from "node:fs/promises";\n\n' : "";
  return `${start}const response = await fetch(\`\${process.env.URL}${path}\`${options});\nconsole.log(response.status, await response.text());`;
}

const quotedName = (name: string) => (/^\w+$/.test(name) ? name : `"${name}"`);
const quoted = (value: string) => (value.includes("${") ? `\`${value}\`` : `"${value}"`);

function python(request: ExampleRequest): string {
  const { method, path, body, file } = request;
  const headers = headersOf(request, (each) => `{os.environ['${each}']}`);
  const lines = [
    ...(method === "GET" ? [] : [`    method="${method}",`]),
    ...(headers.length > 0 ? ["    headers={"] : []),
    ...headers.map(
      ([name, value]) => `        "${name}": ${value.includes("{") ? "f" : ""}"${value}",`,
    ),
    ...(headers.length > 0 ? ["    },"] : []),
    ...(file ? [`    data=open("${picture}", "rb").read(),`] : []),
    ...(body === undefined ? [] : [`    data=json.dumps(${literal(body)}).encode(),`]),
  ];
  return [
    body === undefined ? "import os" : "import json, os",
    "from urllib.request import Request, urlopen",
    "",
    `request = Request(\n    f"{os.environ['URL']}${path}",\n${lines.join("\n")}${lines.length > 0 ? "\n" : ""})`,
    "with urlopen(request) as response:",
    "    print(response.status, response.read().decode())",
  ].join("\n");
}

/** A value as Python writes it: JSON, but for three words. */
function literal(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value);
    return `{${entries.map(([key, each]) => `${json(key)}: ${literal(each)}`).join(", ")}}`;
  }
  return json(value);
}
