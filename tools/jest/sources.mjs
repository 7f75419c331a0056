import { register } from 'node:module';
import { register as registerTypeScript } from 'tsx/esm/api';

/** Lets a worker run the sources themselves: TypeScript as it is, and a workspace name leads to `src`. */
registerTypeScript();
register('./workspace-names.mjs', import.meta.url);
