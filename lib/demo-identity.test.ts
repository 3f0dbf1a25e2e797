import { createHash, createPublicKey, randomBytes, verify } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type DemoIdentity, demoPeople, startDemoIdentity } from "#lib/demo-identity";

const authUrl = "http://localhost:3999";
const redirectUri = `${authUrl}/api/auth/callback/demo`;
const noise = [vi.spyOn(console, "warn"), vi.spyOn(console, "info"), vi.spyOn(console, "error")];

let identity: DemoIdentity;
beforeAll(async () => {
  identity = await startDemoIdentity({ authUrl });
});
afterAll(() => identity.stop());

/** A browser with JavaScript off: cookies (by path, which tells sign-ins apart), forms, redirects up to the blog. */
class Browser {
  readonly jar = new Map<string, { value: string; path: string }>();

  async go(url: string, init: RequestInit = {}): Promise<{ url: string; response: Response }> {
    const { pathname } = new URL(url);
    const cookie = [...this.jar].flatMap(([key, { value, path }]) =>
      pathname.startsWith(path) ? [`${key.split(" ")[0]}=${value}`] : [],
    );
    const headers = { ...init.headers, cookie: cookie.join("; ") };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const path = attributes.find((part) => part.startsWith("path="))?.slice(5) ?? "/";
      const [name = "", value = ""] = pair.split("=", 2);
      if (value) this.jar.set(`${name} ${path}`, { value, path });
      else this.jar.delete(`${name} ${path}`);
    }
    const location = response.headers.get("location");
    if (!location) return { url, response };
    const next = new URL(location, url).href;
    return next.startsWith(authUrl) ? { url: next, response } : this.go(next);
  }

  submit(url: string, fields: Record<string, string>) {
    return this.go(url, { method: "POST", body: new URLSearchParams(fields) });
  }
}

function begin(overrides: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString("base64url");
  const parameters = new URLSearchParams({
    client_id: identity.clientId,
    response_type: "code",
    scope: "openid profile email",
    redirect_uri: redirectUri,
    state: "opaque",
    nonce: "once",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...overrides,
  });
  return { verifier, url: `${identity.issuer}/auth?${parameters}` };
}

function exchange(code: string, verifier: string, secret = identity.clientSecret) {
  return fetch(`${identity.issuer}/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${identity.clientId}:${secret}`).toString("base64")}`,
    },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
}

async function signIn(role: string, browser = new Browser()) {
  const { verifier, url } = begin();
  const chooser = await browser.go(url);
  const back = await browser.submit(chooser.url, { person: role });
  const code = new URL(back.url).searchParams.get("code") ?? "";
  return { back: new URL(back.url), chooser, code, verifier };
}

const decode = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString());

describe("signing in", () => {
  test.each(demoPeople())("as the $role, whose claims arrive signed", async (person) => {
    const { back, code, verifier } = await signIn(person.role);
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(back.searchParams.get("state")).toBe("opaque");
    expect(back.searchParams.get("iss")).toBe(identity.issuer);

    const tokens = await (await exchange(code, verifier)).json();
    const [header, payload, signature] = tokens.id_token.split(".");
    expect(decode(payload)).toMatchObject({
      iss: identity.issuer,
      aud: "duet",
      nonce: "once",
      sub: `demo|${person.role}`,
      name: person.name,
      preferred_username: person.handle,
      email: person.email,
      email_verified: true,
      picture: `${authUrl}${person.image}`,
    });
    const { keys } = await (await fetch(`${identity.issuer}/jwks`)).json();
    const key = createPublicKey({ key: keys[0], format: "jwk" });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify("sha256", signed, key, Buffer.from(signature, "base64url"))).toBe(true);

    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const info = await fetch(`${identity.issuer}/me`, { headers });
    expect(await info.json()).toMatchObject({ sub: `demo|${person.role}`, email: person.email });
  });

  test("the page offers all four, says that it is a demo, and needs no script", async () => {
    const { response } = await new Browser().go(begin().url);
    const page = await response.text();
    for (const { name } of demoPeople()) expect(page).toContain(name);
    expect(page).toContain("Demo.");
    expect(page).toContain("Cancel");
    expect(page).not.toContain("<script");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("each visit chooses anew, and may choose another", async () => {
    const browser = new Browser();
    await signIn("admin", browser);
    const { chooser, code, verifier } = await signIn("reader", browser);
    expect(await chooser.response.text()).toContain("Who do you want to be?");
    const tokens = await (await exchange(code, verifier)).json();
    expect(decode(tokens.id_token.split(".")[1]).sub).toBe("demo|reader");
  });

  test("canceling goes back with access_denied", async () => {
    const browser = new Browser();
    const chooser = await browser.go(begin().url);
    const back = new URL((await browser.submit(chooser.url, { cancel: "yes" })).url);
    expect(back.origin).toBe(authUrl);
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.get("state")).toBe("opaque");
  });
});

describe("what is refused", () => {
  test("a flow without PKCE", async () => {
    const { url } = await new Browser().go(
      begin({ code_challenge: "", code_challenge_method: "" }).url,
    );
    expect(new URL(url).searchParams.get("error")).toBe("invalid_request");
  });

  test("another redirect address, on a page of our own instead of a redirect", async () => {
    const { url } = begin({ redirect_uri: "http://evil.example/callback" });
    const { response } = await new Browser().go(url);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("You are not signed in");
  });

  test("a wrong secret, a wrong verifier, a code's second use", async () => {
    const first = await signIn("author");
    expect((await exchange(first.code, first.verifier, "wrong")).status).toBe(401);
    const second = await signIn("author");
    expect((await exchange(second.code, "x".repeat(43))).status).toBe(400);
    const third = await signIn("author");
    expect((await exchange(third.code, third.verifier)).status).toBe(200);
    expect((await exchange(third.code, third.verifier)).status).toBe(400);
  });

  test("a choice made in another browser", async () => {
    const chooser = await new Browser().go(begin().url);
    const { response } = await new Browser().submit(chooser.url, { person: "admin" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("has expired");
  });

  test("another host name than its own", async () => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const headers = { host: "evil.example" };
    const url = `${identity.issuer}/.well-known/openid-configuration`;
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
    expect(await promise).toBe(421);
  });
});

test("it is quiet on the console", async () => {
  await signIn("admin");
  for (const spy of noise) expect(spy).not.toHaveBeenCalled();
});
