import { describe, expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import { Bench, OUTER, show, tcp } from './nat.suite.js';

const PC = '192.168.0.2';
const SERVER = '198.51.100.9';
const SYN = { flags: Tcp.FLAG.syn, sequence: 0 };

const octets = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function segmentOf(became: Uint8Array | string) {
  if (typeof became === 'string') throw new Error(became);
  const packet = Ipv4.parse(became);
  if (!packet.ok) throw new Error('broken');
  const { source, destination, payload } = packet.value;
  const segment = Tcp.parse(payload);
  if (!segment.ok) throw new Error('broken');
  const { sequence, acknowledgement } = segment.value;
  const text = String.fromCharCode(...segment.value.payload);
  return { sequence, acknowledgement, text, sound: Tcp.checksumHolds(payload, source, destination) };
}

/** A client inside with its control connection. */
function client() {
  const bench = new Bench();
  bench.outward(tcp(`${PC}:1025`, `${SERVER}:21`, SYN));
  const say = (sequence: number, text: string) =>
    segmentOf(bench.outward(tcp(`${PC}:1025`, `${SERVER}:21`, { sequence, payload: octets(text) })));
  const hear = (acknowledgement: number) =>
    segmentOf(bench.inward(tcp(`${SERVER}:21`, `${OUTER}:60000`, { acknowledgement }))).acknowledgement;
  return { bench, say, hear };
}

describe('FTP', () => {
  test('an active client: the address that it tells is one that the server can reach', () => {
    const { bench, say } = client();
    expect(say(1, 'PORT 192,168,0,2,195,80\r\n')).toEqual({
      sequence: 1,
      acknowledgement: 1,
      text: 'PORT 203,0,113,1,234,97\r\n', // 60001
      sound: true,
    });
    expect(show(bench.inward(tcp(`${SERVER}:20`, `${OUTER}:60001`, SYN)))).toBe(`TCP ${SERVER}:20 > ${PC}:50000`);
    expect(show(bench.outward(tcp(`${PC}:50000`, `${SERVER}:20`)))).toBe(`TCP ${OUTER}:60001 > ${SERVER}:20`);
    expect(show(bench.inward(tcp('198.51.100.8:20', `${OUTER}:60001`, SYN)))).toBe('dropped');
  });

  test('EPRT likewise, and a text that is sent again is written in the same way', () => {
    const { say } = client();
    const first = say(1, 'EPRT |1|192.168.0.2|50000|\r\n');
    expect(first.text).toBe('EPRT |1|203.0.113.1|60001|\r\n');
    expect(say(1, 'EPRT |1|192.168.0.2|50000|\r\n')).toEqual(first);
  });

  test('what follows a text that grew or shrank is moved, and acknowledgements are moved back', () => {
    const { say, hear } = client();
    const line = 'PORT 192,168,0,2,4,1\r\n'; // three octets shorter than what it becomes
    const grown = say(1, line).text.length - line.length;
    expect(grown).toBe(3 - 0);
    expect(say(1 + line.length, 'LIST\r\n')).toMatchObject({
      sequence: 1 + line.length + grown,
      text: 'LIST\r\n',
      sound: true,
    });
    expect(hear(1 + line.length + grown)).toBe(1 + line.length);
    expect(hear(1 + line.length + grown + 6)).toBe(1 + line.length + 6);
    const second = 1 + line.length + 6;
    const again = say(second, line);
    expect(again.sequence).toBe(second + grown);
    expect(say(second + line.length, 'QUIT\r\n').sequence).toBe(second + line.length + 2 * grown);
    expect(hear(second + grown)).toBe(second);
    expect(hear(second + line.length + 2 * grown)).toBe(second + line.length);
  });

  test('the address of another host is left alone', () => {
    const { bench, say } = client();
    expect(say(1, 'PORT 192,168,0,3,195,80\r\n').text).toBe('PORT 192,168,0,3,195,80\r\n');
    expect(say(100, 'PORT 300,168,0,3,195,80\r\n').text).toContain('300');
    expect(bench.table.size).toBe(1);
  });

  test('a server inside: its replies to PASV and EPSV', () => {
    const port = { outer: { first: 21, last: 21 }, inner: { first: 21, last: 21 } };
    const bench = new Bench({ masquerades: [{ inner: ipv4(PC), protocol: 6, ports: [port] }] });
    bench.inward(tcp(`${SERVER}:1025`, `${OUTER}:21`, SYN));
    const reply = (sequence: number, text: string) =>
      segmentOf(bench.outward(tcp(`${PC}:21`, `${SERVER}:1025`, { sequence, payload: octets(text) }))).text;
    expect(reply(1, '227 Entering Passive Mode (192,168,0,2,195,80).\r\n')).toBe(
      '227 Entering Passive Mode (203,0,113,1,234,96).\r\n',
    );
    expect(show(bench.inward(tcp(`${SERVER}:2000`, `${OUTER}:60000`, SYN)))).toBe(`TCP ${SERVER}:2000 > ${PC}:50000`);
    expect(reply(100, '229 Entering Extended Passive Mode (|||50001|)\r\n')).toBe(
      '229 Entering Extended Passive Mode (|||60001|)\r\n',
    );
  });
});
