import { describe, expect, test } from "vitest";
import { clientAddress, proxyTrust } from "#lib/client-address";

function address(trusted: string, connection: string, forwardedFor?: string): string {
  const trusts = proxyTrust(trusted);
  if (!trusts) throw new Error(`${trusted} is no setting.`);
  return clientAddress(connection, forwardedFor, trusts);
}

describe("without trusted proxies", () => {
  test("it is the connection's, whatever the client writes", () => {
    for (const forged of ["1.2.3.4", "127.0.0.1, 1.2.3.4", "", "x"]) {
      expect(address("0", "203.0.113.9", forged)).toBe("203.0.113.9");
    }
  });
});

describe("behind so many proxies", () => {
  test.each([
    ["1", "1.2.3.4", "1.2.3.4"],
    ["1", "6.6.6.6, 1.2.3.4", "1.2.3.4"], // the client wrote the first
    ["2", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"],
    ["2", "1.2.3.4", "1.2.3.4"], // came past one of them
    ["1", undefined, "10.0.0.1"],
    ["1", "unknown", "10.0.0.1"],
    ["1", "1.2.3.4:5678", "1.2.3.4"],
    ["1", "[2001:db8:1:2:3:4:5:6]:5678", "2001:db8:1:2::/64"],
    ["2", "1.2.3.4, not-an-address", "10.0.0.1"],
    ["1", "010.1.1.1", "10.0.0.1"], // octal or decimal: nobody knows
    ["1", "16909060", "10.0.0.1"],
  ])("%s, %s is %s", (trusted, forwardedFor, expected) => {
    expect(address(trusted, "10.0.0.1", forwardedFor)).toBe(expected);
  });
});

describe("behind proxies that are named", () => {
  const trusted = "127.0.0.1, 10.0.0.0/8,2001:db8:ffff::/48";
  test.each([
    ["203.0.113.9", "1.2.3.4", "203.0.113.9"], // came past them
    ["127.0.0.1", "1.2.3.4", "1.2.3.4"],
    ["::ffff:127.0.0.1", "1.2.3.4", "1.2.3.4"],
    ["10.9.9.9", "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"],
    ["2001:db8:ffff::1", "::ffff:1.2.3.4", "1.2.3.4"],
    ["127.0.0.1", "10.0.0.1", "10.0.0.1"],
    ["127.0.0.1", "6.6.6.6, x, 10.0.0.1", "10.0.0.1"],
  ])("from %s, %s is %s", (connection, forwardedFor, expected) => {
    expect(address(trusted, connection, forwardedFor)).toBe(expected);
  });
});

test("a network of 64 bits is one client of IPv6", () => {
  const same = ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"];
  expect(new Set(same.map((each) => address("0", each)))).toEqual(new Set(["2001:db8:1:2::/64"]));
  expect(address("0", "2001:db8:1:3::1")).not.toBe("2001:db8:1:2::/64");
});

test("a connection that is gone has no address", () => {
  expect(address("0", "")).toBe("unknown");
});

test.each(["", "x", "-1", "10", "127.0.0.1,", "10.0.0.0/33", "127.1", "localhost", "1 2"])(
  "“%s” is no setting",
  (setting) => {
    expect(proxyTrust(setting)).toBeNull();
  },
);
