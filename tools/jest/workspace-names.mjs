const WORKSPACE = /^@rtemu\/(?:(emulator|console)|([a-z]+))\/(.*)$/;

/** A resolving hook of Node's: `@rtemu/ip/route` is `packages/ip/src/route.ts`, so nothing built earlier is run by mistake. */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return next(new URL('globals.mjs', import.meta.url).href, context);
  const [, program, library, file] = WORKSPACE.exec(specifier) ?? [];
  if (!file) return next(specifier, context);
  return next(new URL(`../../${program ?? `packages/${library}`}/src/${file}.ts`, import.meta.url).href, context);
}
