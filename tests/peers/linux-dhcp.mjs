/**
 * A Linux machine with ISC's dhclient on the LAN of our router, which leases addresses, tells names and masquerades.
 */
import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Guest } from '../../fixtures/peers/guest.mjs';
import { LabProcess } from './lab-process.mjs';
import { receivedOf } from './ping-text.mjs';

const LAB = fileURLToPath(new URL('../../fixtures/labs/site-dhcp/linux.yaml', import.meta.url));
const ROUTER = '192.168.100.1';
const SERVER = { name: 'www.example.com', address: '198.51.100.80' };
const LEASES = '/tmp/leases';
const OPTIONS = `-v -cf /tmp/dhclient.conf -lf ${LEASES} -pf /run/dhclient.pid vec0`;

/** It renews after three seconds, not after half of the lease. */
const SETTINGS = `send host-name = gethostname();
request subnet-mask, broadcast-address, routers, domain-name, domain-name-servers;
supersede dhcp-renewal-time 3;`;

/** An `/etc` that dhclient's script may write to, without what the host has there on names and on dhclient. */
const PREPARE = `cp -a /etc /run/etc 2>/dev/null # but what this user may not read
  mount --bind /run/etc /etc && rm -rf /etc/resolv.conf /etc/dhcp && touch /etc/resolv.conf && : > /etc/fstab &&
  echo 'hosts: files dns' > /etc/nsswitch.conf && echo '127.0.0.1 localhost' > /etc/hosts &&
  hostname linux && echo '${SETTINGS}' > /tmp/dhclient.conf`;

/** What it sent and was sent, as dhclient prints it: `DISCOVER`, `OFFER`, ... */
const messagesIn = (output) => [...output.matchAll(/^DHCP([A-Z]+) /gm)].map(([, message]) => message);

/** The address that it is bound to. */
const addressIn = (output) => /^bound to ([\d.]+) /m.exec(output)?.[1];

class Scene {
  #client;

  static async start(context) {
    const scene = new Scene();
    scene.lab = await LabProcess.start(LAB, context);
    const { local, remote } = scene.lab.ports.linux;
    scene.guest = await Guest.boot({ name: 'linux', cards: [{ localPort: remote, remotePort: local }] });
    equal((await scene.guest.run(PREPARE)).code, 0);
    await scene.lab.type('rt-a', 'administrator\n\n');
    // Names and the way out are the provider's, who gives the router its address.
    await scene.lab.until('rt-a', 'show status dhcpc', 'IP address: 203.0.113.100/24');
    return scene;
  }

  /** A machine that remembers no lease. */
  async prepare() {
    await this.unplug();
    await this.guest.run(`rm -f ${LEASES}`);
  }

  /** Starts dhclient, and waits until it has an address. */
  async ask() {
    this.#client = this.guest.start(`exec dhclient -d ${OPTIONS}`);
    await this.#client.until(addressIn);
    return this.#client;
  }

  /** Ends dhclient so that the router does not hear of it, and takes the address away. */
  async unplug() {
    this.#client?.signal('SIGKILL');
    await this.#client?.end();
    await this.guest.run('ip addr flush dev vec0');
  }

  async stop() {
    this.guest?.kill();
    await this.lab.stop();
  }
}

const cases = [
  {
    name: 'a lease, from the offer to its end',
    proves:
      'dhclient gets an address, gateway and name server of our router, uses, renews and releases them, as that shows',
    run: async (scene) => {
      const { lab, guest } = scene;
      const client = await scene.ask();
      deepEqual(messagesIn(client.output), ['DISCOVER', 'OFFER', 'REQUEST', 'ACK']);
      const address = addressIn(client.output);
      match(address, /^192\.168\.100\.1\d$/);
      match((await guest.run('ip addr show vec0')).output, new RegExp(`inet ${address}/24 brd 192\\.168\\.100\\.255 `));
      match((await guest.run('ip route')).output, new RegExp(`^default via ${ROUTER} dev vec0`, 'm'));
      match(
        (await guest.run('cat /etc/resolv.conf')).output,
        new RegExp(`search office.example.jp\\nnameserver ${ROUTER}`),
      );
      const shown = await lab.type('rt-a', 'show status dhcp');
      for (const line of [`Leased address: ${address}`, 'Host Name: linux', 'Leased: 1'])
        match(shown, new RegExp(line));

      equal(receivedOf(await guest.run(`ping -c 3 -i 0.2 ${ROUTER}`)), 3);
      match((await guest.run(`getent ahostsv4 ${SERVER.name}`)).output, new RegExp(`^${SERVER.address} `));
      equal(receivedOf(await guest.run(`ping -c 3 -i 0.2 ${SERVER.name}`)), 3);

      await client.until((output) => messagesIn(output).length >= 6);
      deepEqual(messagesIn(client.output).slice(4, 6), ['REQUEST', 'ACK']);
      match(client.output, new RegExp(`^DHCPREQUEST for ${address} on vec0 to ${ROUTER} port 67`, 'm'));
      match(await lab.type('rt-a', 'show log | grep DHCPD'), new RegExp(`Extends ${address}: `));

      deepEqual(messagesIn((await guest.run(`dhclient -r ${OPTIONS}`)).output), ['RELEASE']);
      await lab.until('rt-a', 'show status dhcp', 'Leased: 0');
      doesNotMatch((await guest.run('ip addr show vec0')).output, /inet /);
      match(await lab.type('rt-a', 'show log | grep DHCPD'), new RegExp(`Releases ${address}: `));
    },
  },
  {
    name: 'a machine that comes back',
    proves: 'dhclient asks at once for the address that it had (INIT-REBOOT), and our router lets it keep that',
    run: async (scene) => {
      const before = addressIn((await scene.ask()).output);
      await scene.unplug();
      const { output } = await scene.ask();
      deepEqual(messagesIn(output), ['REQUEST', 'ACK']);
      equal(addressIn(output), before);
      match(await scene.lab.type('rt-a', 'show status dhcp'), /Leased: 1/);
    },
  },
  {
    name: 'a machine from elsewhere',
    proves: 'our router refuses an address of another network (DHCPNAK), and dhclient asks anew',
    run: async (scene) => {
      const lease = `lease { interface "vec0"; fixed-address 10.1.2.3; option subnet-mask 255.255.255.0;
        option dhcp-server-identifier 10.1.2.1; option dhcp-lease-time 86400; expire never; }`;
      await scene.guest.run(`echo '${lease}' > ${LEASES}`);
      const { output } = await scene.ask();
      deepEqual(messagesIn(output), ['REQUEST', 'NAK', 'DISCOVER', 'OFFER', 'REQUEST', 'ACK']);
      match(addressIn(output), /^192\.168\.100\.1\d$/);
      equal(receivedOf(await scene.guest.run(`ping -c 2 -i 0.2 ${ROUTER}`)), 2);
    },
  },
];

export const linuxDhcp = {
  name: 'linux-dhcp',
  peer: 'Linux dhclient',
  programs: { dhclient: 'isc-dhcp-client', ping: 'iputils-ping' },
  needsGuest: true,
  seconds: 20,
  start: Scene.start,
  cases,
};
