/** Prints a program as a TypeScript module. */
import { localsOf } from './language.mjs';

const BOX_WORDS = 64;

const binary = (sign) => (left, right) => `(${left} ${sign} ${right})`;
const OPERATIONS = {
  add: (left, right) => `(${left} + ${right} | 0)`,
  xor: binary('^'),
  and: binary('&'),
  or: binary('|'),
  shiftLeft: binary('<<'),
  shiftRight: binary('>>>'),
  rotateLeft: (word, count) => `(${word} << ${count} | ${word} >>> ${32 - count})`,
  // Places are below 2^31, so that the sign does not matter.
  below: binary('<'),
  notAbove: binary('<='),
  isZero: (value) => `(${value} === 0)`,
};

const wordIndex = (place, offset) => `(${place} >> 2) + ${offset >> 2}`;

function print(node) {
  if (typeof node === 'number') return `${node | 0}`;
  if (typeof node === 'string') return node;
  if (node.kind === 'note') return `// ${node.text}`;
  const operands = node.operands.map(print);
  if (node.kind in OPERATIONS) return OPERATIONS[node.kind](...operands);
  const [first, second] = operands;
  switch (node.kind) {
    case 'boxAt':
      return `box[${first}]!`;
    case 'setBox':
      return `box[${first}] = ${second};`;
    case 'octetAt':
      return `octets[${first}]!`;
    case 'setOctet':
      return `octets[${first}] = ${second};`;
    case 'wordAt':
      return `words[${wordIndex(first, node.offset)}]!`;
    case 'setWord':
      return `words[${wordIndex(first, node.offset)}] = ${second};`;
    case 'looseWordAt':
      return `view.getInt32(${first} + ${node.offset}, true)`;
    case 'setLooseWord':
      return `view.setInt32(${first} + ${node.offset}, ${second}, true);`;
    case 'set':
      return `${node.name} = ${first};`;
    case 'call':
      return `${node.callee}(${operands.join(', ')})`;
    case 'perform':
    case 'discard':
      return `${first};`;
    case 'when':
      return `if (${first}) {\n${printAll(node.body)}\n} else {\n${printAll(node.otherwise)}\n}`;
    case 'repeatWhile':
      return `while (${first}) {\n${printAll(node.body)}\n}`;
    case 'resetBox':
      return `for (let n = 0, word = 0x04030201; n < ${BOX_WORDS}; n++, word = (word + 0x04040404) | 0) boxWords[n] = word;\nbox[255] = 0;`;
    case 'loadBox':
      return `for (let n = 0; n < ${BOX_WORDS}; n++) boxWords[n] = words[${wordIndex(first, node.offset)} + n]!;`;
    case 'saveBox':
      return `for (let n = 0; n < ${BOX_WORDS}; n++) words[${wordIndex(first, node.offset)} + n] = boxWords[n]!;`;
    default:
      throw new Error(`no TypeScript for ${node.kind}`);
  }
}

const printAll = (nodes) => nodes.map(print).join('\n');

function printFunction(definition) {
  const { name, parameters, returns, body } = definition;
  const typed = parameters.map((parameter) => `${parameter}: number`).join(', ');
  const locals = localsOf(definition).map((local) => `${local} = 0`);
  return [
    `function ${name}(${typed}): ${returns ? 'number' : 'void'} {`,
    locals.length > 0 ? `let ${locals.join(', ')};` : '',
    printAll(body),
    returns ? `return ${returns};` : '',
    '}',
  ].join('\n');
}

export function printTypescript(program) {
  const exported = program.filter((definition) => definition.exported).map(({ name }) => name);
  return `import type { MppeCipher } from '../mppe-cipher.js';

// A constant of the module has a base and a length that V8 builds into the code.
const box = new Uint8Array(${4 * BOX_WORDS});
const boxWords = new Int32Array(box.buffer);

export function createTypescriptCipher(memory: ArrayBuffer): MppeCipher {
const octets = new Uint8Array(memory);
const words = new Int32Array(memory);
const view = new DataView(memory);
${program.map(printFunction).join('\n')}
return { ${exported.join(', ')} };
}
`;
}
