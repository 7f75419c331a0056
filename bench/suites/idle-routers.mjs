import { readFileSync } from 'node:fs';
import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
import { createDataPlane } from '@rtemu/emulator/data-plane';
import { Router } from '@rtemu/emulator/router';
import { World } from '@rtemu/lab/world';

const CONFIG = readFileSync(new URL('../../fixtures/labs/lan-to-lan/rt-a.txt', import.meta.url), 'utf8');

export default {
  name: 'idle-routers',
  about: 'a thousand RTX1210s made and configured with the 25 lines of the LAN-to-LAN server, all of them standing.',
  cases: ['thousand'],
  contestants: {
    routers: {
      create() {
        const language = commandLanguageOf('RTX1210');
        return {
          check() {},
          run(_, count) {
            for (let i = 0; i < count; i++) {
              const plane = createDataPlane();
              const world = new World(plane.arena, 1);
              for (let number = 1; number <= 1000; number++) {
                const options = { name: `rt${number}`, language, startupConfig: CONFIG };
                world.add(new Router(plane, world.random.fork(options.name), options));
              }
            }
          },
        };
      },
    },
  },
  goals: [{ contestant: 'routers', case: 'thousand', nanoseconds: 100_000_000 }],
  effort: { rounds: 5, turns: 3, warmUpMilliseconds: 0 }, // a lab is made once, so nothing is warm
};
