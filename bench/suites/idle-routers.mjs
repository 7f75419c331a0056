import { readFileSync } from 'node:fs';
import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
import { createDataPlane } from '@rtemu/emulator/data-plane';
import { Router } from '@rtemu/emulator/router';
import { World } from '@rtemu/lab/world';

const CONFIG = readFileSync(new URL('../../fixtures/labs/lan-to-lan/rt-a.txt', import.meta.url), 'utf8');

export default {
  name: 'idle-routers',
  about:
    'one RTX1210 made and configured with the 25 lines of the LAN-to-LAN server; a thousand of them stand at a time.',
  cases: ['lan-to-lan'],
  contestants: {
    routers: {
      create() {
        const language = commandLanguageOf('RTX1210');
        let plane;
        let world;
        return {
          check() {},
          run(_, count) {
            for (let i = 0; i < count; i++) {
              if (i % 1000 === 0) {
                plane = createDataPlane();
                world = new World(plane.arena, 1);
              }
              const options = { name: `rt${i % 1000}`, language, startupConfig: CONFIG };
              world.add(new Router(plane, world.random.fork(options.name), options));
            }
          },
        };
      },
    },
  },
  goals: [{ contestant: 'routers', case: 'lan-to-lan', nanoseconds: 100_000 }],
};
