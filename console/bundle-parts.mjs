/**
 * The program in two parts: what a prompt needs, and the rest, which is fetched when something of it is used. A part is read
 * and made ready as a whole, so nobody should wait for the other. Which module belongs where is not written down anywhere: what
 * is evaluated on the way to a prompt, and what that imports, is the part of the prompt.
 *
 * A part asks for a module of the other by `part("path of the module")`, which answers with what the module exports. Only
 * imports that wait until they are used lead from the prompt to the rest; the other way any do.
 */
import { Session } from 'node:inspector';
import { relative } from 'node:path';

/** The program, as a function that is called with how to fetch modules: of Node, of its own, and of the other part. */
export const BANNER = '(function (require, module, exports, part) {';
export const FOOTER = '})';

/** Node's own modules, packages that are not bundled, and files beside the bundle. */
const isForeign = (resolved) => resolved.external || resolved.namespace !== 'file';

/**
 * Takes note of what is evaluated while `run` runs.
 * @returns the modules, as esbuild names them: its wrapper of a module is a function of that name
 */
export async function evaluatedDuring(run) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await run();
  let names = [];
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    names = result
      .flatMap(({ functions }) => functions)
      .filter(({ ranges: [{ count }] }) => count > 0)
      .map(({ functionName }) => functionName);
  });
  session.disconnect();
  return names;
}

/** What a prompt needs: of the modules in `inputs` (of esbuild's metafile) those of `evaluated` and all that they import at once. */
export function modulesOfPrompt(inputs, evaluated) {
  const needed = new Set();
  const add = (module) => {
    if (needed.has(module) || inputs[module] === undefined) return;
    needed.add(module);
    for (const { path, kind } of inputs[module].imports) if (kind === 'import-statement') add(path);
  };
  for (const module of evaluated) add(module);
  return needed;
}

/** Nobody needs these for a prompt; who imports one on the way there is told so when the program is built. */
const MUST_WAIT = [
  /^node_modules\/(?!commander\/)/,
  /^packages\/ppp\//,
  /^packages\/ip\/dist\/nat\//,
  /^packages\/service\/dist\/encoding\//,
  /^packages\/lab\/dist\/ladder\//,
  /^emulator\/dist\/(?:status\/|perform|explain\/)/,
  /^console\/dist\/(?:outside|captures|screen)\//,
];

/** @throws when one of the modules had better wait */
export function holdBack(needed) {
  const early = [...needed].filter((module) => MUST_WAIT.some((each) => each.test(module)));
  if (early.length > 0)
    throw new Error(`a prompt would wait for ${early.join(', ')}: defer what imports it, in bundle-deferred.mjs`);
}

/** The modules of one part that the other asks for. @throws when what it asks for could not be handed over as it is */
export function askedFor(inputs, needed, ofPrompt) {
  const asked = new Set();
  for (const [importer, { imports }] of Object.entries(inputs))
    for (const { path } of imports) {
      if (inputs[path] === undefined || needed.has(path) !== ofPrompt || needed.has(importer) === ofPrompt) continue;
      if (inputs[path].format !== 'esm')
        throw new Error(`${importer} in one part of the program imports ${path} in the other, which is no ES module`);
      asked.add(path);
    }
  return [...asked].sort();
}

/** A module that hands out these modules by name. What is not asked for is not evaluated. */
export const handingOut = (modules, root) =>
  `const handed = {};
  const fetch = (name) => {
    switch (name) {
      ${modules.map((each) => `case ${JSON.stringify(each)}: return require(${JSON.stringify(`${root}/${each}`)});`).join('\n      ')}
    }
  };
  export const modules = (name) => (handed[name] ??= { ...fetch(name) });`;

/** Leaves the modules for which `isHere` is false to the other part. */
export const elsewhere = (root, isHere) => ({
  name: 'elsewhere',
  setup(builder) {
    const SEEN = Symbol('seen');
    builder.onResolve({ filter: /./ }, async ({ path, kind, pluginData, ...where }) => {
      if (kind === 'entry-point' || pluginData === SEEN) return undefined;
      const resolved = await builder.resolve(path, { kind, ...where, pluginData: SEEN });
      if (resolved.errors.length > 0 || isForeign(resolved)) return resolved;
      const module = relative(root, resolved.path).replaceAll('\\', '/');
      return isHere(module) ? resolved : { path: `part:${module}`, external: true };
    });
  },
});

/**
 * Has the code ask for modules of the other part. (esbuild would look each use of an import up twice over, in case that what a
 * foreign module exports changes: ours do not.)
 */
export const askingPart = (code) =>
  code
    .replace(/__toESM\w*\(require\("part:([^"]+)"\)(?:,1)?\)/g, 'part("$1")')
    .replace(/(?<![\w$.])require\("part:([^"]+)"\)/g, 'part("$1")')
    .replace(/(?<![\w$.])import\("part:([^"]+)"\)/g, 'Promise.resolve().then(()=>part("$1"))');
