/** `lan1`, `lan1.2`, `lan2/3`, `bri1`. */
export type InterfaceName = string;

const PARTS = /^([a-z]+)(\d*)(?:[./](\d+))?/;

/** By kind, then by number, then by the number behind the dot or stroke: lan1, lan1.2, lan2, lan10. */
export function compareInterfaces(a: InterfaceName, b: InterfaceName): number {
  const [, kindA = a, numberA = '', partA = ''] = PARTS.exec(a) ?? [];
  const [, kindB = b, numberB = '', partB = ''] = PARTS.exec(b) ?? [];
  if (kindA !== kindB) return kindA < kindB ? -1 : 1;
  return Number(numberA) - Number(numberB) || Number(partA) - Number(partB);
}
