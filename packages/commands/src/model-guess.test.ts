import { describe, expect, test } from '@jest/globals';
import { printRevision } from '@rtemu/models/revision';
import { guessModel } from './model-guess.js';

const guess = (text: string) => {
  const { profile, revision, by } = guessModel(text);
  return [profile.name, revision && printRevision(revision), by];
};

describe('the model of a configuration', () => {
  test.each([
    ['# RTX1100 Rev.8.03.94 (Thu Feb 16 20:50:25 2012)\n# MAC Address : 00:a0\nip route', 'RTX1100', 'Rev.8.03.94'],
    ['# source: somebody | model: RTX830 | firmware: Rev.15.02.31\n', 'RTX830', 'Rev.15.02.31'],
    ['# model: rt58i (OEM N58i)\nip route default gateway pp 1\n', 'RT58i', undefined],
    ['Password:\nRTX1210 Rev.14.01.42 (Fri Jul  5 11:17:45 2024)\n# show config\n', 'RTX1210', 'Rev.14.01.42'],
    ['# RTA55i Rev.4.06.19b (x)\n', 'RTA55i', 'Rev.4.06.19b'],
  ])('%j', (text, model, revision) => {
    expect(guess(text)).toEqual([model, revision, 'heading']);
  });

  test('without a heading is whichever takes most of it', () => {
    expect(guess('ip lan1 address 192.168.0.1/24\n')).toEqual(['RTX1210', undefined, 'fewest faults']);
    expect(guess('ip lan8 address 10.0.0.1/8\n')[0]).toBe('RTX1300');
    expect(guess('# RTX3000 is none of ours\nip lan3 address 10.0.0.1/8\n')[0]).toBe('RTX1210');
  });
});
