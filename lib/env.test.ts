import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isLoopback, readEnv, signInProviders, variableNames } from "#lib/env";

const secret = "0123456789abcdef0123456789abcdef";
const github = { AUTH_GITHUB_ID: "id", AUTH_GITHUB_SECRET: "secret" };

function settings(source: Record<string, string>) {
  const result = readEnv({ AUTH_SECRET: secret, ...source });
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return result.env;
}

function problems(source: Record<string, string>) {
  const result = readEnv({ AUTH_SECRET: secret, ...source });
  return result.ok ? [] : result.problems;
}

test(".env.example lists exactly the variables that are read", () => {
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  const listed = [...example.matchAll(/^# ([A-Z0-9_]+)=/gm)].map(([, name]) => name);
  expect(listed).toEqual(variableNames);
});

describe("defaults", () => {
  test("a secret alone is enough on this machine", () => {
    expect(settings({})).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      AUTH_URL: "http://localhost:3000",
      DATA_DIR: ".data",
      DEMO_CONTENT: true,
      LOG_LEVEL: "info",
      RATE_LIMIT: "on",
      RATE_LIMIT_READS: 600,
      RATE_LIMIT_WRITES: 120,
      RATE_LIMIT_SIGN_IN: 10,
    });
    expect(settings({}).DATABASE_URL).toBeUndefined();
  });

  test("the address follows the port, and an empty value counts as absent", () => {
    expect(settings({ PORT: "4000", AUTH_URL: "" }).AUTH_URL).toBe("http://localhost:4000");
  });

  test("a public address listens everywhere and gets no demo blog", () => {
    const env = settings({ AUTH_URL: "https://blog.example/", ...github });
    expect(env).toMatchObject({
      AUTH_URL: "https://blog.example",
      HOST: "0.0.0.0",
      DEMO_CONTENT: false,
    });
  });

  test("limits may be off on this machine", () => {
    expect(settings({ RATE_LIMIT: "off" }).RATE_LIMIT).toBe("off");
  });

  test("IPv6's loopback is listened on when it is the address", () => {
    expect(settings({ AUTH_URL: "http://[::1]:3000" }).HOST).toBe("::1");
  });
});

test("other sites' origins are a list, as browsers say them", () => {
  expect(settings({}).CORS_ORIGINS).toEqual([]);
  expect(
    settings({ CORS_ORIGINS: "https://A.example, http://localhost:5173" }).CORS_ORIGINS,
  ).toEqual(["https://a.example", "http://localhost:5173"]);
});

describe("a wrong value is one sentence that names the variable", () => {
  const wrong: [Record<string, string>, string][] = [
    [{ PORT: "http" }, "PORT must be a whole number from 1 to 65535, but it is “http”."],
    [{ PORT: "70000" }, "PORT must be a whole number from 1 to 65535, but it is “70000”."],
    [{ PORT: "0" }, "PORT must be a whole number"],
    [{ HOST: "a b" }, "HOST must be an address"],
    [{ CORS_ORIGINS: "*" }, "CORS_ORIGINS must be an origin"],
    [
      { CORS_ORIGINS: "https://a.example,https://b.example/path" },
      "CORS_ORIGINS must be an origin",
    ],
    [{ CORS_ORIGINS: "https://a.example," }, "CORS_ORIGINS must be an origin"],
    [{ AUTH_URL: "localhost:3000" }, "AUTH_URL must be an origin"],
    [{ AUTH_URL: "https://blog.example/blog", ...github }, "AUTH_URL must be an origin"],
    [{ AUTH_URL: "https://u:p@blog.example", ...github }, "AUTH_URL must be an origin"],
    [{ AUTH_SECRET: "short" }, "AUTH_SECRET must have at least 32 characters."],
    [{ AUTH_SECRET: "" }, "AUTH_SECRET is missing"],
    [
      { DATABASE_URL: "mysql://localhost/duet" },
      "DATABASE_URL must be the address of a PostgreSQL",
    ],
    [
      { DATABASE_URL: "postgresql://localhost" },
      "DATABASE_URL must be the address of a PostgreSQL",
    ],
    [{ DEMO_CONTENT: "yes" }, "DEMO_CONTENT must be on or off, but it is “yes”."],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of"],
    [{ TRUSTED_PROXIES: "10" }, "TRUSTED_PROXIES must be a number of proxies from 0 to 9, or"],
    [{ TRUSTED_PROXIES: "10.0.0.0/33" }, "but it is “10.0.0.0/33”."],
    [{ RATE_LIMIT: "no" }, "RATE_LIMIT must be on or off"],
    [{ RATE_LIMIT_READS: "0" }, "RATE_LIMIT_READS must be a whole number from 1 to 9999999"],
    [{ RATE_LIMIT_SIGN_IN: "1.5" }, "RATE_LIMIT_SIGN_IN must be a whole number"],
    [
      { RATE_LIMIT: "off", AUTH_URL: "https://blog.example", ...github },
      "RATE_LIMIT is off, but AUTH_URL is https://blog.example, which others can reach",
    ],
    [{ AUTH_GITHUB_ID: "id" }, "AUTH_GITHUB_SECRET is missing: it belongs to AUTH_GITHUB_ID."],
    [{ AUTH_GOOGLE_SECRET: "s" }, "AUTH_GOOGLE_ID is missing"],
    [{ AUTH_OIDC_ISSUER: "https://a.example", AUTH_OIDC_ID: "i" }, "AUTH_OIDC_SECRET is missing"],
    [
      { AUTH_OIDC_ISSUER: "http://a.example", AUTH_OIDC_ID: "i", AUTH_OIDC_SECRET: "s" },
      "AUTH_OIDC_ISSUER must be an https address",
    ],
    [
      { AUTH_URL: "https://a.example", DUET_DEMO_ISSUER: "http://127.0.0.1:4000", ...github },
      "DUET_DEMO_ISSUER is set by npm start itself",
    ],
  ];
  test.each(wrong)("%o", (source, sentence) => {
    const found = problems(source);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(sentence);
  });

  test("a public address without a provider is refused with every variable that would do", () => {
    const [problem] = problems({ AUTH_URL: "https://blog.example" });
    for (const name of ["AUTH_GITHUB_ID", "AUTH_GOOGLE_SECRET", "AUTH_OIDC_ISSUER"]) {
      expect(problem).toContain(name);
    }
  });

  test("a secret is never repeated", () => {
    const told = [
      ...problems({ AUTH_SECRET: "hunter2" }),
      ...problems({ DATABASE_URL: "mysql://u:hunter2@localhost/duet" }),
    ].join();
    expect(told).toContain("AUTH_SECRET");
    expect(told).not.toContain("hunter2");
  });

  test("several wrong values are several sentences", () => {
    expect(problems({ PORT: "x", LOG_LEVEL: "x" })).toHaveLength(2);
    const all = { AUTH_URL: "https://blog.example", AUTH_SECRET: "short", AUTH_GITHUB_ID: "id" };
    expect(problems(all)).toEqual([
      "AUTH_SECRET must have at least 32 characters.",
      "AUTH_GITHUB_SECRET is missing: it belongs to AUTH_GITHUB_ID.",
    ]);
  });
});

test("a provider counts when all its variables are there", () => {
  expect(signInProviders(settings(github))).toEqual(["github"]);
  expect(signInProviders(settings({}))).toEqual([]);
});

test.each([
  ["localhost", true],
  ["blog.localhost", true],
  ["127.0.0.1", true],
  ["127.8.9.1", true],
  ["[::1]", true],
  ["localhost.example", false],
  ["127.0.0.1.example", false],
  ["10.0.0.1", false],
  ["0.0.0.0", false],
])("%s is this machine: %s", (hostname, expected) => {
  expect(isLoopback(hostname)).toBe(expected);
});
