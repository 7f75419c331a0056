import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FAULTLESS, isFaultless, readDuration, readProbability, readRate } from './impairments.js';

describe('what people write', () => {
  test.each([
    ['0%', 0],
    ['1%', 10_000],
    ['10%', 100_000],
    ['0.07%', 700],
    ['0.0001%', 1],
    ['0.10000%', 1000],
    ['100%', 1_000_000],
    ['33.3333 %', 333_333],
  ])('probability %s', (text, perMillion) => expect(readProbability(text)).toBe(perMillion));

  test.each(['', '%', '10', '100.0001%', '-1%', '1e1%', '0.00001%', '.5%', '5.%', 'ten%', '١%'])(
    'probability %j is refused',
    (text) => expect(readProbability(text)).toBeUndefined(),
  );

  test.each([
    ['0s', 0],
    ['250us', 250],
    ['10ms', 10_000],
    ['0.001ms', 1],
    ['1.5s', 1_500_000],
    ['2m', 120_000_000],
    ['1h', 3_600_000_000],
    ['0.5h', 1_800_000_000],
    ['8.333 ms', 8333],
  ])('duration %s', (text, micros) => expect(readDuration(text)).toBe(micros));

  test.each(['', '10', '10sec', '-1s', '0.5us', '0.0001ms', '1e3s', '9000h', '99999999999999999999s'])(
    'duration %j is refused',
    (text) => expect(readDuration(text)).toBeUndefined(),
  );

  test.each([
    ['64k', 64_000],
    ['64kbit', 64_000],
    ['10Mbps', 10_000_000],
    ['1.5Mbit/s', 1_500_000],
    ['1G', 1_000_000_000],
    ['9600', 9600],
    ['0.001k', 1],
  ])('rate %s', (text, bits) => expect(readRate(text)).toBe(bits));

  test.each(['', '0', '0k', '10m', '10MB', '1T', '0.0001k', '101G', '-5k'])('rate %j is refused', (text) =>
    expect(readRate(text)).toBeUndefined(),
  );

  test('every probability comes back exactly', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (perMillion) => {
        const digits = String(perMillion).padStart(5, '0');
        expect(readProbability(`${digits.slice(0, -4)}.${digits.slice(-4)}%`)).toBe(perMillion);
      }),
    );
  });

  test('any text is read or refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const read of [readProbability, readDuration, readRate]) {
          const value = read(text);
          if (value !== undefined) expect(Number.isSafeInteger(value)).toBe(true);
        }
      }),
    );
  });
});

test('one impairment is enough', () => {
  expect(isFaultless(FAULTLESS)).toBe(true);
  for (const key of Object.keys(FAULTLESS) as (keyof typeof FAULTLESS)[])
    expect(isFaultless({ ...FAULTLESS, [key]: 2 })).toBe(key === 'queue'); // a queue matters only with a rate
});
