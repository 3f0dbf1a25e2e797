import { createHash, randomBytes } from "node:crypto";
import { PrismaAdapter } from "@auth/prisma-adapter";
import NextAuth, { type NextAuthConfig } from "next-auth";
import type { Adapter } from "next-auth/adapters";
import type { Provider } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { accountColumns, createFirstOrNextUser } from "#domain/users/storage";
import type { Role } from "#lib/actor";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { log } from "#lib/log";

declare module "next-auth" {
  interface Session {
    user: { id: string; handle: string; role: Role };
  }
}

/** Only the hash of a session's cookie is kept: a stolen backup opens no session. */
const hashed = (sessionToken: string) => createHash("sha256").update(sessionToken).digest("hex");

/** Auth.js's own Prisma adapter, with hashed session ids, no provider tokens, and no disabled users. */
function adapter(): Adapter {
  // The adapter is typed for the client Prisma used to generate into node_modules.
  const base = PrismaAdapter(db() as unknown as Parameters<typeof PrismaAdapter>[0]);
  return {
    ...base,
    createUser: (user) => createFirstOrNextUser(user),
    linkAccount: async (account) => {
      await db().account.create({ data: accountColumns(account) });
    },
    createSession: async (session) => {
      await base.createSession?.({ ...session, sessionToken: hashed(session.sessionToken) });
      return session;
    },
    getSessionAndUser: async (sessionToken) => {
      const found = await base.getSessionAndUser?.(hashed(sessionToken));
      if (!found || (found.user as { disabledAt?: Date | null }).disabledAt) return null;
      return { ...found, session: { ...found.session, sessionToken } };
    },
    updateSession: async (session) => {
      const { sessionToken, expires } = session;
      await db().session.updateMany({
        where: { sessionToken: hashed(sessionToken) },
        data: expires ? { expires } : {},
      });
      return null;
    },
    deleteSession: async (sessionToken) => {
      await db().session.deleteMany({ where: { sessionToken: hashed(sessionToken) } });
    },
  };
}

function providers(): Provider[] {
  const settings = env();
  const list: Provider[] = [];
  if (settings.AUTH_GITHUB_ID) {
    list.push(
      GitHub({ clientId: settings.AUTH_GITHUB_ID, clientSecret: settings.AUTH_GITHUB_SECRET }),
    );
  }
  if (settings.AUTH_GOOGLE_ID) {
    list.push(
      Google({ clientId: settings.AUTH_GOOGLE_ID, clientSecret: settings.AUTH_GOOGLE_SECRET }),
    );
  }
  if (settings.AUTH_OIDC_ISSUER) {
    list.push({
      id: "oidc",
      name: settings.AUTH_OIDC_NAME ?? "OpenID Connect",
      type: "oidc",
      issuer: settings.AUTH_OIDC_ISSUER,
      clientId: settings.AUTH_OIDC_ID,
      clientSecret: settings.AUTH_OIDC_SECRET,
      checks: ["pkce", "state", "nonce"],
    });
  }
  if (settings.DUET_DEMO_ISSUER) {
    list.push({
      id: "demo",
      name: "the demo identity provider",
      type: "oidc",
      issuer: settings.DUET_DEMO_ISSUER,
      clientId: settings.DUET_DEMO_CLIENT_ID,
      clientSecret: settings.DUET_DEMO_CLIENT_SECRET,
      checks: ["pkce", "state", "nonce"],
    });
  }
  return list;
}

/** The providers a visitor may choose from: id and name. */
export function signInChoices(): { id: string; name: string }[] {
  return providers().map((provider) => {
    const { id, name } = typeof provider === "function" ? provider() : provider;
    return { id, name };
  });
}

/** The provider sent the visitor back without what was asked for: told by `logProvidersAnswer` already. */
function isProvidersAnswer(error: Error): boolean {
  const { type } = error as { type?: string };
  return (
    type === "OAuthCallbackError" && error.message.startsWith("OAuth Provider returned an error.")
  );
}

/** Most of all that somebody pressed “cancel” there (RFC 6749 §4.1.2.1), which is nobody's failure. */
function logProvidersAnswer({ error }: { error?: string }): void {
  if (error === "access_denied") log.info("sign-in cancelled at the identity provider");
  else log.warn({ error }, "the identity provider refused a sign-in");
}

/** Made at the first request: the build imports this module and has no environment to read. */
let settings: NextAuthConfig | undefined;

const config = (): NextAuthConfig => ({
  adapter: adapter(),
  providers: providers(),
  secret: env().AUTH_SECRET,
  // AUTH_URL is the only origin we answer to; the server in front sets the forwarded headers from it.
  trustHost: true,
  session: {
    strategy: "database",
    maxAge: 30 * 24 * 60 * 60,
    updateAge: 24 * 60 * 60,
    // 256 random bits, where Auth.js would take a UUID of 122.
    generateSessionToken: () => randomBytes(32).toString("base64url"),
  },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  callbacks: {
    signIn: ({ user }) => !(user as { disabledAt?: Date | null }).disabledAt,
    session: ({ session, user }) => {
      const { id, handle, role } = user as unknown as { id: string; handle: string; role: Role };
      return { expires: session.expires, user: { id, handle, role } };
    },
  },
  logger: {
    error: (error) => {
      if (!isProvidersAnswer(error)) log.warn({ err: error }, "sign-in failed");
    },
    warn: (code) => log.debug({ code }, "auth warning"),
    // The only place where Auth.js says what the provider answered: the error that follows has lost it.
    debug: (message, metadata) => {
      if (message === "OAuthCallbackError") logProvidersAnswer(metadata as { error?: string });
    },
  },
});

export const { handlers, auth, signIn, signOut } = NextAuth(() => (settings ??= config()));
