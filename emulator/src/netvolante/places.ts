/**
 * What the configuration says about names at NetVolante DNS: pure questions to a document.
 * @module
 */
import type { NetvolantePlace } from '@rtemu/commands/status/netvolante';
import type { Document } from '@rtemu/config/document';
import * as Netvolante from '@rtemu/config/settings/netvolante';
import type { RegistrationSettings } from '@rtemu/service/netvolante/registration';

export const keyOfPlace = (of: NetvolantePlace): string => (of.kind === 'pp' ? `pp ${of.pp}` : of.interface);

/** `PP[01]`, `LAN2` */
export const nameOfPlace = (of: NetvolantePlace): string =>
  of.kind === 'pp' ? `PP[${String(of.pp).padStart(2, '0')}]` : of.interface.toUpperCase();

/** The first server is meant whether or not it is named. */
const FIRST = ['', 'server=1'];

interface Hostname {
  /** As it was typed. */
  readonly server: string;
  /** `branch`, `branch duplicate` */
  readonly text: string;
}

/** The `netvolante-dns hostname host` of an interface, unless it is about IPv6. */
export function hostnameOf(document: Document, of: NetvolantePlace): Hostname | undefined {
  for (const server of FIRST) {
    const text =
      of.kind === 'pp'
        ? document.pp(of.pp).getAt(Netvolante.netvolanteHostnamePp, { server })
        : document.global.getAt(Netvolante.netvolanteHostname, { interface: of.interface, server });
    if (text !== undefined && !/ ipv6\b/.test(text)) return { server, text };
  }
  return undefined;
}

/** The configuration with the whole name in the place of the word that was asked for (manual 34.6); the same when it has it. */
export function withHostname(document: Document, of: NetvolantePlace, host: string): Document {
  const before = hostnameOf(document, of);
  const text = [host, ...(before?.text.split(' ').slice(1) ?? [])].join(' ');
  if (before?.text === text) return document;
  const draft = document.edit();
  const server = before?.server ?? 'server=1';
  if (of.kind === 'pp') draft.pp(of.pp).setAt(Netvolante.netvolanteHostnamePp, { server }, text);
  else draft.global.setAt(Netvolante.netvolanteHostname, { interface: of.interface, server }, text);
  return draft.finish();
}

const isAutomaticallyNamed = (document: Document, of: NetvolantePlace): boolean =>
  FIRST.some((server) =>
    of.kind === 'pp'
      ? document.pp(of.pp).effectiveAt(Netvolante.netvolanteAutoHostnamePp, { server }) === 'on'
      : document.global.effectiveAt(Netvolante.netvolanteAutoHostname, { interface: of.interface, server }) === 'on',
  );

/** Every interface that the configuration has something to say about. */
export function placesIn(document: Document): NetvolantePlace[] {
  const { global } = document;
  const interfaces = new Set(
    [...global.entries(Netvolante.netvolanteHostname), ...global.entries(Netvolante.netvolanteAutoHostname)].map(
      ({ key }) => key.interface,
    ),
  );
  const pps = document.pps.filter(
    (pp): pp is number =>
      pp !== 'anonymous' &&
      [Netvolante.netvolanteHostnamePp, Netvolante.netvolanteAutoHostnamePp].some(
        (setting) => document.pp(pp).entries(setting).length > 0,
      ),
  );
  return [
    ...[...interfaces].map((name): NetvolantePlace => ({ kind: 'interface', interface: name })),
    ...pps.map((pp): NetvolantePlace => ({ kind: 'pp', pp })),
  ];
}

export function settingsOf(document: Document, of: NetvolantePlace): RegistrationSettings {
  const { global } = document;
  const name = hostnameOf(document, of)?.text.split(' ')[0];
  const [use, timeout, retry] =
    of.kind === 'pp'
      ? [
          document.pp(of.pp).effective(Netvolante.netvolanteUsePp),
          document.pp(of.pp).effective(Netvolante.netvolanteTimeoutPp),
          document.pp(of.pp).effective(Netvolante.netvolanteRetryIntervalPp),
        ]
      : [
          global.effectiveAt(Netvolante.netvolanteUse, { interface: of.interface }),
          global.effectiveAt(Netvolante.netvolanteTimeout, { interface: of.interface }),
          global.effectiveAt(Netvolante.netvolanteRetryInterval, { interface: of.interface }),
        ];
  const [interval = 'auto', count = '10'] = retry.split(' ');
  const register = FIRST.map((server) => global.effectiveAt(Netvolante.netvolanteRegisterTimer, { server }));
  const registerSeconds = register.find((text) => text !== 'off') ?? 'off';
  return {
    host: name ?? (isAutomaticallyNamed(document, of) ? '' : undefined),
    automatic: use === 'auto',
    timeoutSeconds: Number(timeout),
    retrySeconds: interval === 'auto' ? 'auto' : Number(interval),
    retryCount: Number(count),
    registerSeconds: registerSeconds === 'off' ? 'off' : Number(registerSeconds),
  };
}

/** Which file to save to once a name is registered (manual 34.15). */
export function savesTo({ global }: Document): number | 'default' | undefined {
  const said = FIRST.map((server) => global.getAt(Netvolante.netvolanteAutoSave, { server })).find(
    (text) => text !== undefined,
  );
  if (said === 'off') return undefined;
  return said === undefined || said === 'auto' ? 'default' : Number(said);
}
