/**
 * The little language in which the ciphers are written down once, to be printed as WebAssembly text and as TypeScript:
 * 32-bit arithmetic, one box of 256 octets, and one stretch of memory.
 *
 * In an expression a number stands for itself and a string for the local of that name; the rest are nodes made here.
 */

/** Emitters return statements in lists of lists. */
const flat = (statements) => statements.flat(Number.POSITIVE_INFINITY);

const expression =
  (kind) =>
  (...operands) => ({ kind, operands });

export const add = expression('add');
export const xor = expression('xor');
export const and = expression('and');
export const or = expression('or');
/** Shifts and rotations by a constant. What is rotated must be a local: TypeScript has to write it twice. */
export const shiftLeft = expression('shiftLeft');
export const shiftRight = expression('shiftRight');
export const rotateLeft = expression('rotateLeft');

/** Of any number of terms, from the left. */
export const xorAll = (terms) => terms.reduce((left, right) => xor(left, right));

/** The octet of the box at an index below 256. */
export const boxAt = expression('boxAt');
/** The octet of memory at a place. */
export const octetAt = expression('octetAt');
/** The word of memory `offset` octets (a constant) behind a place; both are multiples of four. */
export const wordAt = (place, offset = 0) => ({ kind: 'wordAt', operands: [place], offset });
/** The same at any place. */
export const looseWordAt = (place, offset) => ({ kind: 'looseWordAt', operands: [place], offset });

/** Conditions: unsigned comparisons. */
export const below = expression('below');
export const notAbove = expression('notAbove');
export const isZero = expression('isZero');

export const call = (callee, ...operands) => ({ kind: 'call', callee, operands });

export const set = (name, value) => ({ kind: 'set', name, operands: [value] });
export const setBox = (index, value) => ({ kind: 'setBox', operands: [index, value] });
export const setOctet = (place, value) => ({ kind: 'setOctet', operands: [place, value] });
export const setWord = (place, offset, value) => ({ kind: 'setWord', operands: [place, value], offset });
export const setLooseWord = (place, offset, value) => ({ kind: 'setLooseWord', operands: [place, value], offset });
/** A call of a function that gives nothing back, and one of a function whose answer nobody wants. */
export const perform = (callee, ...operands) => ({ kind: 'perform', operands: [call(callee, ...operands)] });
export const discard = (callee, ...operands) => ({ kind: 'discard', operands: [call(callee, ...operands)] });
export const when = (condition, body, otherwise = []) => ({
  kind: 'when',
  operands: [condition],
  body: flat(body),
  otherwise: flat(otherwise),
});
export const repeatWhile = (condition, body) => ({ kind: 'repeatWhile', operands: [condition], body: flat(body) });
/** The octet at place n becomes n + 1, at the last place 0. */
export const resetBox = () => ({ kind: 'resetBox', operands: [] });
/** The whole box from, or to, 256 octets of memory `offset` behind a place. */
export const loadBox = (place, offset) => ({ kind: 'loadBox', operands: [place], offset });
export const saveBox = (place, offset) => ({ kind: 'saveBox', operands: [place], offset });
export const note = (text) => ({ kind: 'note', text, operands: [] });

/** @param definition `returns` names the local whose last value the function gives back; without it, nothing. */
export const define = ({ name, parameters, returns, exported = false, body }) => ({
  name,
  parameters,
  returns,
  exported,
  body: flat(body),
});

/** Calls `visit` with every node of a function, conditions and inner statements included. */
export function walk(nodes, visit) {
  for (const node of nodes) {
    if (typeof node !== 'object') continue;
    visit(node);
    walk(node.operands, visit);
    if (node.body) walk(node.body, visit);
    if (node.otherwise) walk(node.otherwise, visit);
  }
}

/** The locals that a function sets and does not receive, in the order of their first mention. */
export function localsOf({ parameters, body }) {
  const names = new Set();
  walk(body, (node) => {
    if (node.kind === 'set' && !parameters.includes(node.name)) names.add(node.name);
  });
  return [...names];
}
