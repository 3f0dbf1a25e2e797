import { randomUUID } from "node:crypto";
import { type Route, routes } from "#domain/routes";
import { rawRequest } from "../client.ts";
import { type Blog, expect, type Newcomer, test, unique } from "../fixtures.ts";

// What a browser can be made to send with the session's cookie: every origin, place and kind of body, on
// every route that changes something. What the law refuses is 403 cross_origin; what it lets pass is
// answered by the route itself, whatever that says.

const unsafe = Object.entries<Route>(routes).filter(([, { method }]) => method !== "GET");
const address = (template: string) => template.replace(/\{\w+\}/g, () => randomUUID());

const sites = [undefined, "same-origin", "same-site", "cross-site", "none"];
const media = [
  undefined,
  "application/json",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "text/plain",
  "Text/Plain;charset=UTF-8",
  "application/x-www-form-urlencoded",
];

/** An Origin equal to ours, or none and a browser's word; and nothing that a form of another site can send. */
function passes(own: string, origin?: string, site?: string, type?: string): boolean {
  const ours = origin === undefined ? site === "same-origin" : origin === own;
  return ours && !/^(text\/plain|application\/x-www-form-urlencoded)/i.test(type ?? "");
}

interface Attempt {
  origin?: string | undefined;
  site?: string | undefined;
  type?: string | undefined;
}

async function attempt(
  blog: Blog,
  person: Newcomer,
  route: Route,
  { origin, site, type }: Attempt,
) {
  const answer = await rawRequest(blog.url, {
    method: route.method,
    path: address(route.path),
    headers: {
      Cookie: person.cookie,
      ...(origin === undefined ? {} : { Origin: origin }),
      ...(site ? { "Sec-Fetch-Site": site } : {}),
      ...(type ? { "Content-Type": type, "Content-Length": "2" } : {}),
    },
    chunks: type ? ["{}"] : [],
  });
  const foreign = answer.status === 403 && JSON.parse(answer.text).code === "cross_origin";
  return { ...answer, foreign };
}

for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
  test(`${method} with a session: every origin, place and kind of body`, async ({
    newcomer,
    blog,
  }) => {
    const person = await newcomer("author");
    const [, route] =
      unsafe.find(([, each]) => each.method === method && /\{id\}$/.test(each.path)) ??
      unsafe.find(([, each]) => each.method === method) ??
      [];
    if (!route) throw new Error(`No route has ${method}.`);
    for (const origin of [undefined, blog.url, "https://evil.example", "null"]) {
      for (const site of sites) {
        for (const type of media) {
          const { foreign, status } = await attempt(blog, person, route, { origin, site, type });
          const what = JSON.stringify({ origin, site, type, status });
          expect(foreign, what).toBe(!passes(blog.url, origin, site, type));
        }
      }
    }
  });
}

test("every route that changes something refuses what another site sends, and changes nothing", async ({
  newcomer,
  blog,
  sql,
}) => {
  const person = await newcomer("admin");
  const foreign: Attempt[] = [
    { type: "application/json" },
    { origin: "null", type: "application/json" },
    { origin: "https://evil.example", type: "application/json" },
    {
      origin: "https://evil.example",
      site: "same-origin",
      type: "multipart/form-data; boundary=x",
    },
    { site: "same-site", type: "application/octet-stream" },
    { origin: blog.url, type: "text/plain" },
    { site: "same-origin", type: "application/x-www-form-urlencoded" },
  ];
  for (const [name, route] of unsafe) {
    for (const each of foreign) {
      const answer = await attempt(blog, person, route, each);
      expect(answer.foreign, `${name} ${JSON.stringify(each)} ${answer.text}`).toBe(true);
      expect(answer.headers["set-cookie"], name).toBeUndefined();
    }
  }
  expect(await sql("select 1 from events where actor_id = $1", [person.id])).toEqual([]);
  expect(await sql("select 1 from sessions where user_id = $1", [person.id])).toHaveLength(1);
});

test("every route that changes something takes what our own pages send", async ({
  newcomer,
  blog,
}) => {
  for (const [name, route] of unsafe) {
    // Somebody new each time: one of the routes ends the session.
    const person = await newcomer("reader");
    const answer = await attempt(blog, person, route, {
      origin: blog.url,
      type: "application/json",
    });
    expect(answer.foreign, `${name} ${answer.text}`).toBe(false);
    expect(answer.status, name).not.toBe(401);
  }
});

test("a form on another site's page, sent by a real browser with the session, writes nothing", async ({
  newcomer,
  blog,
  sql,
}) => {
  const person = await newcomer("author");
  const page = await person.page();
  const title = unique("Forged");
  for (const enctype of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
  ]) {
    // The name swallows the equals sign that a text/plain form puts between name and value.
    const name = `{"title":"${title}","body":"x","x":"`;
    await page.setContent(
      `<form method="post" enctype="${enctype}" action="${blog.url}/api/posts">
         <input name='${name}' value='"}'><button>Send</button></form>`,
    );
    const answered = page.waitForResponse((response) => response.url().endsWith("/api/posts"));
    await page.getByRole("button", { name: "Send" }).click();
    const status = (await answered).status();
    // The browser kept the cookie (SameSite), so a guest came, with no JSON; one that sent it would get 403.
    expect([401, 403, 415]).toContain(status);
  }
  expect(await sql("select 1 from posts where title like $1", [`%${title}%`])).toEqual([]);
});
