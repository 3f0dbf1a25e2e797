import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Operation } from "#domain/operation";
import { operations, wordsOf } from "#domain/registry";
import { methodsOf, type Route, routes } from "#domain/routes";
import { permissionsOf } from "#lib/actor";

const table = Object.entries<Route>(routes);
const addressed = new Map(table);

/** Operations that no program can call, and why. */
const withoutAddress: Record<string, string> = {
  "posts.edit": "the editor's own read: a program that may write gets the same from posts.get",
  "posts.publishDue": "the clock's: doors/clock.ts",
  "posts.emptyTrash": "the clock's: doors/clock.ts",
  "lab.sweep": "the clock's: doors/clock.ts",
  "imports.post": "one step of `npm run import`; programs will send an archive to /api/imports",
};

const named = (name: string): Operation => {
  const found = operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`${name} is not registered.`);
  return found;
};

describe("the table of addresses", () => {
  test("has an operation for every entry, and an entry or a reason for every operation", () => {
    const names = operations.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...addressed.keys(), ...Object.keys(withoutAddress)].sort()).toEqual(names.sort());
  });

  test("has no two operations at one address", () => {
    const addresses = table.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test.each(table)("%s takes what its path names", (name, { path }) => {
    const { shape } = named(name).input as z.ZodObject;
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect(Object.keys(shape)).toEqual(expect.arrayContaining(parameters));
  });

  test.each(table)("%s: the method fits what it does", (name, { method, success }) => {
    const { kind, output } = named(name);
    if (method === "GET") expect(kind).toBe("read");
    if (method === "PUT" || method === "PATCH" || method === "DELETE") expect(kind).toBe("write");
    // 204 has no body, and what has none says so.
    expect(success === 204).toBe(output instanceof z.ZodNull);
  });
});

describe("the files under app/api", () => {
  // What is no operation's address: the document about them, Auth.js's own pages, and the answer
  // where nothing is.
  const others = [
    "app/api/openapi.json/route.ts",
    "app/api/[[...path]]/route.ts",
    // Bare on purpose: the lab shows what a redirect is with no door of ours around it.
    "app/api/lab/redirects/[kind]/route.ts",
    // As bare: it shows what each way to tell Next of a write does.
    "app/api/lab/freshness/[way]/route.ts",
    // The same operation for a form that no script sends.
    "app/api/lab/framed/[answer]/route.ts",
    // As bare: what a handler is when nobody checks who calls. It only counts.
    "app/api/lab/bare/route.ts",
    "app/api/auth/[...nextauth]/route.ts",
  ];
  const files = globSync("app/api/**/route.ts").map((file) => file.replaceAll("\\", "/"));
  const addressOf = (file: string) =>
    file
      .replace(/^app|\/route\.ts$/g, "")
      .replaceAll("[", "{")
      .replaceAll("]", "}");

  test("are those of the table", () => {
    const ours = files.filter((file) => !others.includes(file)).map(addressOf);
    expect(ours.sort()).toEqual([...new Set(table.map(([, { path }]) => path))].sort());
    expect(files).toEqual(expect.arrayContaining(others));
  });

  test.each(files.filter((file) => !others.includes(file)))("%s: one line a verb", (file) => {
    const lines = [...exportsOf(file)].map(([, method, call]) => `${method} ${call}`);
    const expected = table
      .filter(([, { path }]) => path === addressOf(file))
      .map(([name, { method }]) => `${method} route(${exportedAs(name)})`);
    expect(lines.sort()).toEqual(expected.sort());
  });
});

describe("the files under actions", () => {
  const files = globSync("actions/*.ts").filter((file) => !file.endsWith(".test.ts"));

  /** Actions that stand for no operation, and why. */
  const othersAre: Record<string, string> = {
    signInAction: "Auth.js's",
    signOutAction: "Auth.js's",
    writeAndTellAction: "the lab's: shows what each way to tell Next of a write does",
    throwBareAction: "the lab's: shows what Next makes of what nobody catches",
  };

  test.each(files)("%s offers registered operations, to nobody but our own pages", (file) => {
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/^"use server";$/m);
    const known = new Set(operations.map(({ name }) => exportedAs(name)));
    const wrapped = [...text.matchAll(/\baction\(\s*(\w+)/g)].map(([, operation]) => operation);
    expect(wrapped.filter((operation) => !known.has(operation ?? ""))).toEqual([]);
    const names = [...text.matchAll(/^export (?:const|async function|function) (\w+)/gm)];
    const bare = [...exportsOf(file)].filter(
      ([, , call]) => !/^(action|choice)\(/.test(call ?? ""),
    );
    const functions = names
      .map(([, name]) => name ?? "")
      .filter((name) => !text.includes(`export const ${name} =`));
    const unwrapped = [...bare.map(([, name]) => name ?? ""), ...functions];
    expect(unwrapped.filter((name) => !Object.hasOwn(othersAre, name))).toEqual([]);
    expect(text).not.toMatch(/^export (?:\*|default|\{)/m);
  });
});

describe("every operation", () => {
  const permissions: readonly string[] = [...permissionsOf("admin")];

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    "%s has a gate, and a write's is never open",
    (_, { gate, kind }) => {
      expect(["public", "session", "visitor", "system", ...permissions]).toContain(gate);
      if (kind === "write") expect(gate).not.toBe("public");
    },
  );

  test.each(operations.map((operation) => [operation.name, operation] as const))(
    "%s is introduced by a summary, a description and an example that it takes",
    (_, operation) => {
      const { summary, description, example } = wordsOf(operation);
      expect(summary).toMatch(/^[A-Z][^.]{3,60}[^.]$/);
      expect(description).toMatch(/\w.+\.$/s);
      expect(operation.input.safeParse(example).error?.issues ?? []).toEqual([]);
    },
  );

  test.each(operations.map(({ name, input }) => [name, input] as const))(
    "%s refuses what it does not know, at every level",
    (_, input) => {
      expect(input).toBeInstanceOf(z.ZodObject);
      expect(looseObjectsIn(input)).toEqual([]);
    },
  );

  test.each(operations.map(({ name, input }) => [name, input] as const))(
    "%s is never told who acts, when, or as what",
    (_, input) => {
      const keys = Object.keys((input as z.ZodObject).shape);
      const forbidden = [
        "authorId",
        "userId",
        "role",
        "createdAt",
        "updatedAt",
        "postCount",
        "html",
      ];
      expect(keys.filter((key) => forbidden.includes(key))).toEqual([]);
    },
  );
});

describe("the methods of an address", () => {
  test.each([
    ["/api/posts", "GET HEAD OPTIONS POST"],
    ["/api/posts/any-slug", "DELETE GET HEAD OPTIONS PATCH PUT"],
    ["/api/posts/%00", "DELETE GET HEAD OPTIONS PATCH PUT"],
    ["/api/posts/1/publish", "OPTIONS POST"],
    ["/api/posts/1/comments/2", "DELETE GET HEAD OPTIONS PATCH"],
    ["/api/session", "DELETE GET HEAD OPTIONS"],
    ["/api/health/live", "GET HEAD OPTIONS"],
    ["/api/preview", "OPTIONS POST"],
    ["/api/openapi.json", "GET HEAD OPTIONS"],
    ["/api/posts/bulk", "OPTIONS POST"],
    ["/api/posts/bulky", "DELETE GET HEAD OPTIONS PATCH PUT"],
  ])("%s: %s", (path, methods) => {
    expect(methodsOf(path)).toEqual(methods.split(" "));
  });

  test.each([
    "/",
    "",
    "/api",
    "/api/",
    "/api/posts/",
    "/api/posts//publish",
    "/api/posts/1/publish/2",
    "/api/postsx",
    "/x/api/posts",
    "/API/posts",
    "/api/posts\n",
    "/api/posts/{id}/nothing",
    "/api/constructor",
    "/api/openapi-json",
  ])("%j is no address", (path) => {
    expect(methodsOf(path)).toBeNull();
  });
});

/** `export const NAME = CALL(…` of a file. */
function exportsOf(file: string) {
  return readFileSync(file, "utf8").matchAll(/^export const (\w+) = (\w+\(\w*\)?)/gm);
}

/** The name under which a noun's operations.ts exports an operation. */
function exportedAs(name: string): string {
  return exported.get(name) ?? `no export of ${name}`;
}

const modules = import.meta.glob<Record<string, Operation>>("./*/operations.ts", { eager: true });
const exported = new Map(
  Object.values(modules).flatMap((module) =>
    Object.entries(module).map(([name, operation]) => [operation.name, name] as const),
  ),
);

/** The paths of the objects in a schema that let unknown keys pass. */
function looseObjectsIn(schema: z.ZodType, path = "input"): string[] {
  if (schema instanceof z.ZodObject) {
    const strict = schema.def.catchall instanceof z.ZodNever;
    const inner = Object.entries(schema.shape).flatMap(([key, value]) =>
      looseObjectsIn(value as z.ZodType, `${path}.${key}`),
    );
    return strict ? inner : [path, ...inner];
  }
  if (schema instanceof z.ZodArray) return looseObjectsIn(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => looseObjectsIn(option as z.ZodType, path));
  }
  if (schema instanceof z.ZodPipe) return looseObjectsIn(schema.in as z.ZodType, path);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return looseObjectsIn(schema.unwrap() as z.ZodType, path);
  }
  // Of these no input may be made: whatever is inside would pass.
  if (schema instanceof z.ZodRecord || schema instanceof z.ZodAny || schema instanceof z.ZodUnknown)
    return [path];
  return [];
}
