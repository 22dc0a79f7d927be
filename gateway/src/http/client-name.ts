import ipaddr from 'ipaddr.js';

/** Some proxies write a port behind the address; brackets are IPv6's. */
export const bare = (text: string): string => /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;

/**
 * The client of an address, by one name however the address is written: an IPv4 address, also when it comes in IPv6's clothes, or the
 * first 64 bits of an IPv6 one. Undefined when it is no address.
 */
export function clientNamed(text: string): string | undefined {
  const address = bare(text.trim().slice(0, 64));
  if (!ipaddr.isValid(address) || (!address.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(address))) return undefined;
  const read = ipaddr.process(address);
  if (read instanceof ipaddr.IPv4) return read.toString();
  const network = read.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}
