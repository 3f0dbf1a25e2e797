import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Which of the addresses that a request came through are our own proxies': the nearest has place 0. */
export type ProxyTrust = (address: Address, place: number) => boolean;

/** TRUSTED_PROXIES: a number of proxies (0 to 9), or addresses and networks; null when it is neither. */
export function proxyTrust(setting: string): ProxyTrust | null {
  if (/^\d$/.test(setting)) return (_address, place) => place < Number(setting);
  const networks = setting.split(",").map((each) => networkOf(each.trim()));
  if (networks.some((network) => network === null)) return null;
  const known = networks.filter((network) => network !== null);
  return (address) =>
    known.some(([network, bits]) => {
      if (network.kind() !== address.kind()) return false;
      return address.match(network, bits);
    });
}

function networkOf(text: string): [Address, number] | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = read(text);
  return address && [address, address.kind() === "ipv4" ? 32 : 128];
}

/**
 * The client's address: the connection's, or, as long as those nearest to us are trusted, the right-most of
 * X-Forwarded-For that is not. What stands further left was written by whoever it was, and is not read;
 * nor is what is no address. A network of 64 bits is one client of IPv6 (RFC 6177): it comes as its prefix.
 */
export function clientAddress(
  connection: string,
  forwardedFor: string | undefined,
  trusts: ProxyTrust,
): string {
  const chain = [connection, ...(forwardedFor?.split(",").reverse() ?? [])];
  let client: Address | null = null;
  for (const [place, text] of chain.entries()) {
    const address = read(text.trim());
    if (!address) break;
    client = address;
    if (!trusts(address, place)) break;
  }
  return client ? nameOf(client) : "unknown";
}

function nameOf(address: Address): string {
  if (address.kind() === "ipv4") return address.toString();
  const parts = (address as ipaddr.IPv6).parts.map((part, at) => (at < 4 ? part : 0));
  return `${new ipaddr.IPv6(parts).toString()}/64`;
}

/** An address, some proxies add a port; IPv4 within IPv6 is IPv4. The short forms of IPv4 are none. */
function read(text: string): Address | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, "$1");
  if (!ipaddr.IPv6.isValid(bare) && !ipaddr.IPv4.isValidFourPartDecimal(bare)) return null;
  return ipaddr.process(bare);
}
