import fc from 'fast-check';
import { type Ipv4Address, ipv4, type MacAddress, mac } from './address.js';
import * as Arp from './arp.js';
import { itComplies } from './compliance.suite.js';

const anyMac = fc.nat({ max: 0xffff_ffff_ffff }).map((value) => value as MacAddress);
const anyAddress = fc.nat({ max: 0xffffffff }).map((value) => value as Ipv4Address);

itComplies('ARP', Arp, {
  vectors: [
    {
      name: 'a request', // laid out by hand from RFC 826
      value: {
        operation: 'request',
        senderMac: mac('00:a0:de:00:00:01'),
        senderAddress: ipv4('192.168.0.1'),
        targetMac: mac('00:00:00:00:00:00'),
        targetAddress: ipv4('192.168.0.2'),
      },
      octets: '0001 0800 06 04 0001 00a0de000001 c0a80001 000000000000 c0a80002',
    },
  ],
  arbitrary: fc.record({
    operation: fc.constantFrom('request' as const, 'reply' as const),
    senderMac: anyMac,
    senderAddress: anyAddress,
    targetMac: anyMac,
    targetAddress: anyAddress,
  }),
  randomHeads: ['0001 0800 0604 0001', '0001 0800 0604 0002'],
});
