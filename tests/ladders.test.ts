import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import { after, milliseconds, START } from '@rtemu/engine/time';
import { type Ladder, ladderOf, type MessageRow } from '@rtemu/lab/ladder/ladder';
import { printMermaid } from '@rtemu/lab/ladder/ladder-mermaid';
import { LadderRecorder, type LadderRecorderOptions, LIMIT } from '@rtemu/lab/ladder/ladder-recorder';
import { printSvg } from '@rtemu/lab/ladder/ladder-svg';
import { type Layer, readLayers, USUAL_LAYERS } from '@rtemu/lab/ladder/layer';
import { overlaid, readOverlay } from '@rtemu/lab/overlay';
import { Scenario } from '@rtemu/lab/scenario';
import type { Stage } from '@rtemu/lab/stage';
import { XMLValidator } from 'fast-xml-parser';
import { loadLab } from '../console/src/lab-loader.js';
import { makeStage } from '../console/src/stage-maker.js';

const Q12 = 'fixtures/labs/faq-q12-server-dials';

interface Played {
  readonly seed?: number;
  readonly impair?: string;
  readonly layers?: readonly Layer[];
  readonly until?: number;
}

function play(file: string, { seed = 0, impair, layers = USUAL_LAYERS, until }: Played = {}) {
  const { lab: asWritten, configFiles } = loadLab(`fixtures/labs/${file}`);
  const overlay = impair === undefined ? {} : readOverlay(impair);
  if (typeof overlay === 'string') throw new Error(overlay);
  const lab = overlaid(asWritten, overlay);
  const stage = makeStage(lab, configFiles, seed, makeNodes);
  const options: LadderRecorderOptions = {
    lab,
    layers,
    ...(until === undefined ? {} : { until: after(START, milliseconds(until)) }),
  };
  const recorder = new LadderRecorder(stage.world, options);
  const lostBefore = lostBy(stage);
  const scenario = new Scenario(stage);
  scenario.run();
  const { flights, isFull } = recorder;
  return {
    ladder: ladderOf({ lab, flights, layers, steps: scenario.results, isFull }),
    scenario,
    stage,
    flights,
    lostBefore,
  };
}

/** Frames that the cables lost so far. */
const lostBy = ({ world }: Stage): number =>
  world.cables.reduce((sum, { forward, backward }) => sum + forward.counters.lost + backward.counters.lost, 0);

const messagesOf = ({ rows }: Ladder) => rows.filter((row): row is MessageRow => row.kind === 'message');
const said = (ladder: Ladder, layers: readonly Layer[]) =>
  messagesOf(ladder)
    .filter(({ layer }) => layers.includes(layer))
    .map(({ from, to, text }) => `${from} > ${to} ${text}`);

/** Held against the file, or written to it. */
function golden(file: string, text: string): void {
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
}

describe('question 12: the server dials', () => {
  test('the five messages of the FAQ, each from one router to the other, whatever lies between', () => {
    const { ladder } = play('faq-q12-server-dials/lab.yaml', { until: 300 });
    const pptp = said(ladder, ['pptp']);
    expect(pptp).toEqual([
      'rt-a > rt-b SCCRQ',
      'rt-b > rt-a SCCRP result 1',
      expect.stringMatching(/^rt-b > rt-a ICRQ call \d+$/),
      expect.stringMatching(/^rt-a > rt-b ICRP call \d+ for \d+, result 1$/),
      expect.stringMatching(/^rt-b > rt-a ICCN call \d+$/),
    ]);
    expect(ladder.columns).toEqual(['pc1', 'rt-a', 'rt-b', 'pc2']);
    expect(said(ladder, ['icmp', 'ccp', 'data'])).toEqual(
      expect.arrayContaining([
        'pc1 > pc2 echo request seq 0',
        'rt-a > rt-b CCP Configure-Request 2 (MPPE 128 stateless)',
        expect.stringMatching(/^rt-a > rt-b .*enciphered data/),
      ]),
    );
  });

  test('the same through NAT on both sides', () => {
    const { ladder } = play('faq-q12-server-dials/nat.yaml', { layers: ['pptp', 'lcp'] });
    expect(said(ladder, ['pptp', 'lcp']).slice(0, 3)).toEqual([
      'rt-a > rt-b SCCRQ',
      'rt-b > rt-a SCCRP result 1',
      expect.stringMatching(/^rt-b > rt-a ICRQ call \d+$/),
    ]);
  });

  test('the ladder beside its README is what the lab draws', () => {
    golden(`${Q12}/ladder.svg`, printSvg(play('faq-q12-server-dials/lab.yaml', { until: 300 }).ladder));
    const readme = readFileSync(`${Q12}/README.md`, 'utf8');
    const layers = readLayers('icmp,pptp') as readonly Layer[];
    const { ladder } = play('faq-q12-server-dials/lab.yaml', { until: 200, layers });
    const block = /(?<=```mermaid\n)[\s\S]*?(?=```\n)/;
    golden(`${Q12}/README.md`, readme.replace(block, printMermaid(ladder)));
    expect(readme).toMatch(block);
  });
});

describe('lines of other kinds', () => {
  test('PPPoE, DHCP, DNS and ARP, through a switch', () => {
    const { ladder } = play('whole-site/lab.yaml', { layers: readLayers('all') as readonly Layer[] });
    const first = said(ladder, ['pppoe', 'lcp', 'auth', 'dhcp']);
    expect(first.slice(0, 3)).toEqual(
      ['pc1 > office DHCPDISCOVER', 'pc2 > office DHCPDISCOVER', 'office > isp PADI'].sort(),
    );
    expect(first).toEqual(
      expect.arrayContaining([
        'isp > office PADO from "BAS"',
        'isp > office LCP Configure-Request 1 (MRU 1492, CHAP MD5)',
        'office > isp CHAP Response 100 from "office@example.net"',
        'office > pc1 DHCPACK (192.168.100.100)',
      ]),
    );
    expect(ladder.columns).not.toContain('lan');
  });

  test('ISDN: what is signalled ends at the exchange, what is said over the call does not', () => {
    const { ladder } = play('site-isdn/lab.yaml', { until: 1000, layers: ['isdn', 'lcp'] });
    expect(said(ladder, ['isdn', 'lcp']).slice(0, 7)).toEqual([
      'rt-a > exchange Restart',
      'rt-b > exchange Setup call 1 to 0300000000',
      'exchange > rt-b CallProceeding call 1',
      'exchange > rt-b Release call 1 cause 1',
      'rt-b > exchange ReleaseComplete call 1',
      'rt-b > exchange Setup call 2 to 0312345678',
      'exchange > rt-a Setup call 1 to 0312345678 B1',
    ]);
    expect(said(ladder, ['lcp'])[0]).toBe('rt-a > rt-b LCP Configure-Request 1 (MRU 1792, CHAP MD5)');
  });
});

describe('over worse lines', () => {
  const WORSE = { impair: 'loss=10%,duplication=10%,reordering=10%', seed: 3 };

  test('what was lost, what was sent again and what came twice is marked; one seed gives one picture', () => {
    const { ladder } = play('remote-access/lab.yaml', WORSE);
    const messages = messagesOf(ladder);
    for (const mark of ['isLost', 'isAgain', 'isTwice'] as const)
      expect(messages.filter((message) => message[mark]).length).toBeGreaterThan(0);
    const svg = printSvg(ladder);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toBe(printSvg(play('remote-access/lab.yaml', WORSE).ladder));
    expect(ladder.columns).not.toContain('internet');
  });

  test('as many are lost as the cables lost', () => {
    const layers = readLayers('all') as readonly Layer[];
    const { flights, stage, lostBefore } = play('routing-backup/lab.yaml', { impair: 'loss=20%', seed: 1, layers });
    const lost = flights.filter(({ arrivals, isUnderWay }) => arrivals.length === 0 && !isUnderWay);
    const cables = lostBy(stage) - lostBefore;
    expect(cables).toBeGreaterThan(10);
    expect(lost.length).toBe(cables);
  });

  test('looking on changes nothing', () => {
    const { lab, configFiles } = loadLab('fixtures/labs/remote-access/lab.yaml');
    const alone = new Scenario(makeStage(lab, configFiles, 5, makeNodes));
    const outputs = (scenario: Scenario) => scenario.run().map(({ output, ended }) => [output, ended]);
    expect(outputs(play('remote-access/lab.yaml', { seed: 5 }).scenario)).toEqual(outputs(alone));
  });
});

test('there is an end of what is kept', () => {
  expect(LIMIT.flights).toBeLessThan(100_000);
});
