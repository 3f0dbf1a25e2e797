import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EXCEPTIONS, findViolations } from "./structure.ts";

const check = (path: string, text = "") => findViolations([{ path, text }]).map(({ rule }) => rule);

describe("imports run one way", () => {
  test.each([
    ["lib/slug.ts", 'import { posts } from "#domain/posts/queries";'],
    ["domain/posts/policy.ts", 'import { route } from "#doors/route";'],
    ["domain/posts/policy.ts", 'import type { Door } from "../../doors/route.ts";'],
    ["doors/route.ts", 'import { Button } from "#components/ui/button";'],
    ["doors/route.ts", 'export { createPostAction } from "#actions/posts";'],
    ["components/ui/button.tsx", 'import { listPosts } from "#domain/posts/queries";'],
    ["components/ui/button.tsx", 'import Page from "../../app/page.tsx";'],
    ["actions/posts.ts", 'import { Button } from "#components/ui/button";'],
    ["server.ts", 'import { methods } from "#doors/methods";'],
    ["lib/lazy.ts", 'const later = await import("#domain/posts/queries");'],
    ["lib/lazy.ts", 'const old = require("../domain/posts/queries.ts");'],
    ["lib/tools.ts", 'import { step } from "../scripts/step.ts";'],
    ["domain/posts/policy.ts", 'import {\n  route,\n} from "#doors/route";'],
  ])("%s: %s is refused", (path, text) => {
    expect(check(path, text)).toEqual([expect.stringContaining("must not import")]);
  });

  test.each([
    [
      "app/(site)/page.tsx",
      'import { fromPage } from "#doors/page";\nimport { x } from "#domain/posts/queries";',
    ],
    [
      "app/layout.tsx",
      'import "./globals.css";\nimport { Header } from "#components/site/header";',
    ],
    [
      "components/posts/editor.tsx",
      'import { limits } from "#domain/posts/schema";\nimport { save } from "#actions/posts";',
    ],
    ["actions/posts.ts", 'import { action } from "#doors/action";'],
    [
      "doors/route.ts",
      'import { perform } from "#domain/operation";\nimport { log } from "#lib/log";',
    ],
    [
      "scripts/start.ts",
      'import { x } from "#doors/methods";\nimport { startServer } from "../server.ts";',
    ],
    ["doors/parity.test.ts", 'import * as actions from "#actions/posts";'],
    ["lib/slug.ts", '// import { posts } from "#domain/posts/queries";'],
    ["lib/slug.ts", '/* once: import "#domain/posts/queries"; */'],
  ])("%s: %s passes", (path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});

describe("the database", () => {
  const db = 'import { db } from "#lib/db";';
  test.each([
    ["app/(site)/page.tsx", db],
    ["doors/actor.ts", db],
    ["components/posts/list.tsx", 'import { db } from "../../lib/db.ts";'],
    ["domain/posts/policy.ts", db],
    ["domain/events.ts", 'import { Prisma } from "#prisma/client";'],
    ["domain/posts/schema.ts", 'import { type Prisma } from "#prisma/client";'], // stays an import at run time
  ])("%s: %s is refused", (path, text) => {
    expect(check(path, text)).toEqual([expect.stringContaining("touch the database")]);
  });

  test.each([
    ["domain/posts/queries.ts", db],
    ["domain/posts/operations.ts", db],
    ["domain/posts/policy.ts", 'import type { Prisma } from "#prisma/client";'],
    ["domain/operation.ts", db],
    ["auth.ts", db],
    ["prisma/seed.ts", db],
    ["scripts/import.ts", db],
    ["lib/testing/database.ts", db],
    ["domain/posts/operations.db.test.ts", db],
  ])("%s: %s passes", (path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});

describe("the domain", () => {
  test.each([
    'import { headers } from "next/headers";',
    'import { redirect } from "next/navigation.js";',
    'import { useState } from "react";',
    'import type { ReactNode } from "react";',
    'import { createServer } from "node:http";',
    'import { auth } from "next-auth";',
    'import { cacheTag } from "next/cache";',
  ])("%s in operations is refused", (text) => {
    expect(check("domain/posts/operations.ts", text)).toHaveLength(1);
  });

  test("tags what queries.ts caches", () => {
    const text = 'import { cacheLife, cacheTag } from "next/cache.js";';
    expect(check("domain/posts/queries.ts", text)).toEqual([]);
  });

  test.each(["domain/posts/service.ts", "domain/posts/lib/slugs.ts", "domain/posts/types.ts"])(
    "%s is no name of its vocabulary",
    (path) => {
      expect(check(path)).toEqual([expect.stringContaining("a noun is made of")]);
    },
  );

  test.each([
    "schema.ts",
    "policy.ts",
    "queries.ts",
    "operations.ts",
    "operations.db.test.ts",
    "policy.test.ts",
  ])("domain/posts/%s is one", (name) => {
    expect(check(`domain/posts/${name}`)).toEqual([]);
  });

  test("shared files stand beside the nouns", () => {
    expect(check("domain/registry.ts")).toEqual([]);
  });
});

describe("names and places", () => {
  test.each([
    "lib/utils.ts",
    "components/ui/index.tsx",
    "domain/posts/helpers.ts",
    "lib/common.ts",
  ])("%s says nothing", (path) => {
    expect(check(path)).toContainEqual(expect.stringContaining("a name that says nothing"));
  });

  test("route.ts outside app/api and app/(faces) is refused, and a file of that name elsewhere is not", () => {
    expect(check("app/feed/route.ts")).toEqual([expect.stringContaining("belongs under app/api")]);
    expect(check("app/api/posts/route.ts")).toEqual([]);
    expect(check("app/(faces)/feed.xml/route.ts")).toEqual([]);
    expect(check("doors/route.ts")).toEqual([]);
  });

  test('"use server" outside actions/ is refused, inside a function too', () => {
    expect(check("app/page.tsx", '"use server";')).toHaveLength(1);
    expect(
      check("components/form.tsx", 'async function save() {\n  "use server";\n}'),
    ).toHaveLength(1);
    expect(check("actions/posts.ts", '"use server";')).toEqual([]);
  });
});

test("every exception is for a file that exists", () => {
  expect(Object.keys(EXCEPTIONS).filter((path) => !existsSync(path))).toEqual([]);
});
