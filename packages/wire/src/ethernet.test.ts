import fc from 'fast-check';
import { type MacAddress, mac } from './address.js';
import { hex, itComplies } from './compliance.suite.js';
import * as Ethernet from './ethernet.js';

const anyMac = fc.nat({ max: 0xffff_ffff_ffff }).map((value) => value as MacAddress);

itComplies('Ethernet', Ethernet, {
  vectors: [
    {
      name: 'a frame with an IPv4 payload', // laid out by hand from RFC 894
      value: {
        destination: mac('00:a0:de:00:00:02'),
        source: mac('00:a0:de:00:00:01'),
        etherType: Ethernet.ETHER_TYPE.ipv4,
        payload: hex('4500'),
      },
      octets: '00a0de000002 00a0de000001 0800 4500',
    },
  ],
  arbitrary: fc.record({
    destination: anyMac,
    source: anyMac,
    etherType: fc.nat({ max: 0xffff }),
    payload: fc.uint8Array({ maxLength: 60 }),
  }),
  prefixesMayParse: true,
});
