/** Prints a program as a WebAssembly module in text form. */

import { localsOf } from './language.mjs';
import { BOX_AT } from './layout.mjs';

const BOX_OCTETS = 256;
/** Eight octets at a time. */
const EIGHTS = Array.from({ length: BOX_OCTETS / 8 }, (_, n) => 8 * n);

const OPERATIONS = {
  add: 'i32.add',
  xor: 'i32.xor',
  and: 'i32.and',
  or: 'i32.or',
  shiftLeft: 'i32.shl',
  shiftRight: 'i32.shr_u',
  rotateLeft: 'i32.rotl',
  below: 'i32.lt_u',
  notAbove: 'i32.le_u',
  isZero: 'i32.eqz',
};

/** The octets n to n + 7 as one number, the first lowest. */
const identity = (from) =>
  [7, 6, 5, 4, 3, 2, 1, 0].map((octet) => ((from + octet + 1) & 255).toString(16).padStart(2, '0')).join('');

/** An index as what is known of it only at run time, and the constant to add. */
function split(index) {
  if (typeof index === 'number') return [0, index];
  if (index.kind === 'add' && typeof index.operands[1] === 'number') return index.operands;
  return [index, 0];
}

function print(node) {
  if (typeof node === 'number') return `(i32.const ${node | 0})`;
  if (typeof node === 'string') return `(local.get $${node})`;
  if (node.kind === 'note') return `;; ${node.text}`;
  const operands = node.operands.map(print);
  if (node.kind in OPERATIONS) return `(${OPERATIONS[node.kind]} ${operands.join(' ')})`;
  switch (node.kind) {
    // A constant index is part of the instruction.
    case 'boxAt':
    case 'setBox': {
      const [index, ...value] = node.operands;
      const operation = node.kind === 'boxAt' ? 'i32.load8_u' : 'i32.store8';
      const [place, offset] = split(index);
      return `(${operation} offset=${BOX_AT + offset} ${print(place)} ${value.map(print)})`;
    }
    case 'octetAt':
      return `(i32.load8_u ${operands[0]})`;
    case 'setOctet':
      return `(i32.store8 ${operands.join(' ')})`;
    case 'wordAt':
      return `(i32.load offset=${node.offset} ${operands[0]})`;
    case 'setWord':
      return `(i32.store offset=${node.offset} ${operands.join(' ')})`;
    case 'looseWordAt':
      return `(i32.load offset=${node.offset} align=1 ${operands[0]})`;
    case 'setLooseWord':
      return `(i32.store offset=${node.offset} align=1 ${operands.join(' ')})`;
    case 'set':
      return `(local.set $${node.name} ${operands[0]})`;
    case 'call':
      return `(call $${node.callee} ${operands.join(' ')})`;
    case 'perform':
      return operands[0];
    case 'discard':
      return `(drop ${operands[0]})`;
    case 'when':
      return `(if ${operands[0]} (then ${printAll(node.body)}) (else ${printAll(node.otherwise)}))`;
    case 'repeatWhile':
      return `(block $done (loop $again (br_if $done (i32.eqz ${operands[0]})) ${printAll(node.body)} (br $again)))`;
    case 'resetBox':
      return EIGHTS.map((n) => `(i64.store offset=${BOX_AT + n} (i32.const 0) (i64.const 0x${identity(n)}))`).join(
        '\n',
      );
    case 'loadBox':
      return EIGHTS.map(
        (n) => `(i64.store offset=${BOX_AT + n} (i32.const 0) (i64.load offset=${node.offset + n} ${operands[0]}))`,
      ).join('\n');
    case 'saveBox':
      return EIGHTS.map(
        (n) => `(i64.store offset=${node.offset + n} ${operands[0]} (i64.load offset=${BOX_AT + n} (i32.const 0)))`,
      ).join('\n');
    default:
      throw new Error(`no WebAssembly for ${node.kind}`);
  }
}

const printAll = (nodes) => nodes.map(print).join('\n');

function printFunction(definition) {
  const { name, parameters, returns, exported, body } = definition;
  const head = [
    `$${name}`,
    exported ? `(export "${name}")` : '',
    ...parameters.map((parameter) => `(param $${parameter} i32)`),
    returns ? '(result i32)' : '',
    ...localsOf(definition).map((local) => `(local $${local} i32)`),
  ];
  return `(func ${head.join(' ')}\n${printAll(body)}\n${returns ? print(returns) : ''})`;
}

export const printModule = (program) =>
  `(module (import "mppe" "memory" (memory 1))\n${program.map(printFunction).join('\n')})`;
