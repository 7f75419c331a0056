import { contains, type Ipv4Address, networkOf, readIpv4 } from '@rtemu/wire/address';

/** Whether an address is one that is meant. */
export type AddressTest = (address: Ipv4Address) => boolean;

/** `*`, `192.168.0.0/24`, `10.0.0.1-10.0.0.9`, `10.0.0.1`, and several of them with commas between. Anything else means none. */
export function addressPattern(text: string): AddressTest {
  const tests = text.split(',').map(oneOf);
  return (address) => tests.some((test) => test(address));
}

function oneOf(text: string): AddressTest {
  if (text === '*') return () => true;
  const [first, last] = text.split('-').map(readIpv4);
  if (text.includes('-'))
    return first === undefined || last === undefined ? () => false : (address) => address >= first && address <= last;
  const [host = '', length = '32'] = text.split('/');
  const network = readIpv4(host);
  if (network === undefined) return () => false;
  const bits = Number(length);
  return (address) => contains({ address: networkOf(network, bits), length: bits }, address);
}
