/**
 * Lines of the log about routes and keepalives. Nobody has seen them on a device: they stand in docs/UNCONFIRMED.md.
 * @module
 */

export const keepaliveChanged = (number: number, to: 'up' | 'down'): string =>
  `[IP KEEPALIVE] keepalive ${number} ${to}`;
