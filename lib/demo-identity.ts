import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import Provider, { type Configuration, type JWK } from "oidc-provider";
import { chooserPage, type DemoPerson, demoErrorPage } from "#lib/demo-identity-page";
import { memoryStorage } from "#lib/demo-identity-storage";
import { log } from "#lib/log";

export interface DemoIdentity {
  issuer: string;
  clientId: string;
  clientSecret: string;
  stop(): Promise<void>;
}

const CLIENT = "duet";
const SCOPE = "openid profile email";
const MINUTE = 60; // oidc-provider counts in seconds

/** The four demo people; who they are is the demo content's business. */
export function demoPeople(): DemoPerson[] {
  return JSON.parse(readFileSync(new URL("../prisma/demo/people.json", import.meta.url), "utf8"));
}

/**
 * Starts an OpenID Connect issuer on 127.0.0.1, where one signs in as a demo person by choosing one: a real
 * authorization code flow with PKCE, whose only client is the blog at `authUrl`. Keys and the client's
 * secret are made anew; nothing is kept, not even a login from one visit to the next.
 */
export async function startDemoIdentity(options: {
  authUrl: string;
  port?: number;
}): Promise<DemoIdentity> {
  const { authUrl } = options;
  const server = createServer({ requestTimeout: 30_000 });
  const port = await listen(server, options.port ?? 0);
  const issuer = `http://127.0.0.1:${port}`;
  const clientSecret = randomBytes(32).toString("base64url");
  const people = demoPeople();
  const provider = new Provider(issuer, configuration(authUrl, clientSecret, people));
  provider.on("server_error", (_, error) => log.error({ err: error }, "demo identity failed"));
  const protocol = provider.callback();

  async function choose(req: IncomingMessage, res: ServerResponse, path: string) {
    let interaction: Awaited<ReturnType<typeof provider.interactionDetails>>;
    try {
      interaction = await provider.interactionDetails(req, res);
    } catch {
      // Too late, answered already, or another browser's: it is no longer there.
      return html(
        res,
        400,
        demoErrorPage("This sign-in has expired. Begin again on the blog.", authUrl),
      );
    }
    if (path !== `/choose/${interaction.uid}`) {
      return html(res, 400, demoErrorPage("Another sign-in was begun in the meantime.", authUrl));
    }
    if (req.method !== "POST") return html(res, 200, chooserPage(people, path, authUrl));
    const form = new URLSearchParams(await text(limited(req)));
    const person = people.find(({ role }) => role === form.get("person"));
    const result = person
      ? { login: { accountId: accountId(person), remember: false } }
      : { error: "access_denied", error_description: "You chose nobody." };
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  }

  server.on("request", (req, res) => {
    for (const [name, value] of headers(authUrl)) res.setHeader(name, value);
    const path = (req.url ?? "").split("?", 1)[0] ?? "";
    // Another name that leads here is somebody's rebinding trick, and would end up in the discovery document.
    if (req.headers.host !== `127.0.0.1:${port}`) {
      return html(res, 421, demoErrorPage(`This is ${issuer} and nothing else.`, authUrl));
    }
    if (path.startsWith("/choose/")) {
      choose(req, res, path).catch((error) => {
        log.error({ err: error }, "demo identity failed");
        if (!res.headersSent) html(res, 500, demoErrorPage("Something went wrong here.", authUrl));
      });
      return;
    }
    // No login is remembered: each visit chooses anew, whatever an earlier one left in the browser.
    if (path.startsWith("/auth")) req.headers.cookie = withoutSession(req.headers.cookie);
    protocol(req, res);
  });

  return {
    issuer,
    clientId: CLIENT,
    clientSecret,
    stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

const accountId = (person: DemoPerson) => `demo|${person.role}`;

function configuration(authUrl: string, clientSecret: string, people: DemoPerson[]): Configuration {
  return {
    adapter: memoryStorage(),
    clients: [
      {
        client_id: CLIENT,
        client_secret: clientSecret,
        redirect_uris: [`${authUrl}/api/auth/callback/demo`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      // Cookies know no ports: the blog on the same address must not meet names it might use itself.
      names: {
        session: "duet-demo.session",
        interaction: "duet-demo.interaction",
        resume: "duet-demo.resume",
      },
      short: { httpOnly: true, sameSite: "lax", signed: true },
      long: { httpOnly: true, sameSite: "lax", signed: true },
    },
    pkce: { required: () => true },
    responseTypes: ["code"],
    claims: {
      openid: ["sub"],
      profile: ["name", "preferred_username", "picture"],
      email: ["email", "email_verified"],
    },
    // Auth.js reads the claims of the ID token; the strict reading would leave them to the userinfo endpoint.
    conformIdTokenClaims: false,
    clientBasedCORS: () => false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    ttl: {
      AccessToken: 10 * MINUTE,
      AuthorizationCode: MINUTE,
      Grant: 10 * MINUTE,
      IdToken: 10 * MINUTE,
      Interaction: 15 * MINUTE,
      Session: 15 * MINUTE,
    },
    interactions: { url: (_, interaction) => `/choose/${interaction.uid}` },
    findAccount(_, id) {
      const person = people.find((candidate) => accountId(candidate) === id);
      return person && { accountId: id, claims: () => claims(person, authUrl) };
    },
    // The blog may know who a demo person is without asking: there is nothing to consent to.
    async loadExistingGrant({ oidc }) {
      const { client, session, provider } = oidc;
      const grant = new provider.Grant({
        clientId: client?.clientId,
        accountId: session?.accountId,
      });
      grant.addOIDCScope(SCOPE);
      await grant.save();
      return grant;
    },
    renderError(ctx, out) {
      ctx.type = "html";
      ctx.body = demoErrorPage(out.error_description ?? out.error, authUrl);
    },
  };
}

function claims(person: DemoPerson, authUrl: string) {
  return {
    sub: accountId(person),
    name: person.name,
    preferred_username: person.handle,
    picture: new URL(person.image, authUrl).href,
    email: person.email,
    email_verified: true,
  };
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" });
  return { ...jwk, kty: "RSA", alg: "RS256", use: "sig" };
}

function headers(authUrl: string): [string, string][] {
  // Chrome holds a form's redirects against form-action too, and the last one leads to the blog.
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${authUrl}; form-action 'self' ${authUrl}; base-uri 'none'; frame-ancestors 'none'`;
  return [
    ["Content-Security-Policy", policy],
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "no-referrer"],
    ["Cache-Control", "no-store"],
  ];
}

function html(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, { "Content-Type": "text/html; charset=utf-8" }).end(body);
}

/** The bytes of a request, up to the few that naming a person takes. */
async function* limited(req: IncomingMessage) {
  let length = 0;
  for await (const chunk of req) {
    length += chunk.length;
    if (length > 1_000) throw new Error("The form is too large.");
    yield chunk;
  }
}

function withoutSession(cookie = ""): string {
  const kept = cookie.split("; ").filter((pair) => !pair.startsWith("duet-demo.session"));
  return kept.join("; ");
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
