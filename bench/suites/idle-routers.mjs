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
  cases: ['25 lines'],
  contestants: {
    routers: {
      create() {
        const language = commandLanguageOf('RTX1210');
        let world;
        return {
          check() {},
          run(_, count) {
            for (let i = 0; i < count; i++) {
              if (i % 1000 === 0) {
                this.plane = createDataPlane();
                world = new World(this.plane.arena, 1);
              }
              const options = { name: `rt${i % 1000}`, language, startupConfig: CONFIG };
              world.add(new Router(this.plane, world.random.fork(options.name), options));
            }
          },
        };
      },
    },
  },
  goals: [{ contestant: 'routers', case: '25 lines', nanoseconds: 100_000 }],
};
