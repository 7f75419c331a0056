/**
 * The consoles of routers by SSH (manual 4.65 and further): a shell on a terminal, for users with a name and a password, or
 * SFTP. Nothing else is to be had: no command without a shell, no forwarding.
 * @module
 */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { Level } from '@rtemu/commands/session';
import type { Visit } from '@rtemu/emulator/entry';
import type { Grant } from '@rtemu/emulator/router';
import type { World } from '@rtemu/lab/world';
import { Door } from '@rtemu/service/terminal/door';
import ssh2, {
  type AuthContext,
  type AuthenticationType,
  type Connection,
  type PublicKeyAuthContext,
  type ServerChannel,
  type Session,
  type SFTPWrapper,
} from 'ssh2';
import type { DoorWish } from './door-wish.js';
import { type Guarded, printVisitor, RESTRICTED } from './reachable.js';
import { SftpSession } from './sftp-session.js';
import { canSpeak, methodsOf, speechOf } from './ssh-speech.js';
import { type Listener, listenAt } from './telnet-listener.js';
import { type Driver, LIMIT as VISIT_LIMIT, Visitor } from './visitor.js';

export const LIMIT = {
  /**
   * Connections to one node, logged in or not. When more come, the oldest whose user has not logged in is closed: whoever
   * only opens them keeps nobody out. When all have logged in the new one is closed.
   */
  connections: 16,
  /** Wrong passwords until the connection is closed. */
  attempts: 3,
  /** Wrong keys until then. */
  keys: 6,
  /** When a wrong password is told to be one, whatever was wrong and however long it took to find out. */
  refusalMilliseconds: 500,
  /** For how long somebody may take to log in. */
  graceMilliseconds: 60_000,
} as const;

/** The listener of one router. */
export class SshListener implements Listener {
  readonly #server: Server;
  readonly #callers = new Set<Caller>();

  private constructor(
    private readonly world: World,
    private readonly driver: Driver,
    private readonly node: Guarded,
    private readonly hostKey: string,
  ) {
    this.#server = createServer((socket) => this.#take(socket));
  }

  /**
   * @param hostKey an RSA key, in PEM
   * @throws Unusable when the port cannot be had.
   */
  static async open(world: World, driver: Driver, node: Guarded, at: DoorWish, hostKey: string): Promise<SshListener> {
    const listener = new SshListener(world, driver, node, hostKey);
    await listenAt(listener.#server, at);
    const key = ssh2.utils.parseKey(hostKey);
    if (!(key instanceof Error)) node.hostKey = `${key.type} ${key.getPublicSSH().toString('base64')}`;
    return listener;
  }

  turn(): void {
    for (const caller of this.#callers) {
      caller.turn();
      if (caller.gone) this.#callers.delete(caller);
    }
  }

  close(): void {
    this.#server.close();
    for (const caller of this.#callers) caller.close();
  }

  #take(socket: Socket): void {
    const { world, driver, node, hostKey } = this;
    socket.on('error', () => {}); // "close" follows
    if (!node.isOpenTo('ssh') || !canSpeak(node.sshTerms)) {
      socket.destroy();
      return;
    }
    if (!node.welcomes('ssh', printVisitor(socket.remoteAddress))) {
      socket.end(RESTRICTED);
      return;
    }
    if (!this.#makeRoom()) {
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    this.#callers.add(new Caller(world, driver, node, socket, hostKey));
  }

  /** @returns false when nobody more can be let in */
  #makeRoom(): boolean {
    const present = [...this.#callers].filter(({ gone }) => !gone);
    if (present.length < LIMIT.connections) return true;
    const stranger = present.find(({ hasLoggedIn }) => !hasLoggedIn);
    stranger?.close();
    return stranger !== undefined;
  }
}

/** One connection, from its first octet on. */
class Caller {
  gone = false;
  #visitor: Visitor | undefined;
  #files: SftpSession | undefined;
  #door: Door | undefined;
  #attempts = 0;
  /** Keys that were none of the user's. */
  #keys = 0;
  readonly #methods: readonly AuthenticationType[];
  /** Whoever has logged in. */
  #user: string | undefined;
  #grant: Grant | undefined;
  /** A shell, or SFTP: one of them a connection. */
  #isServed = false;

  constructor(
    private readonly world: World,
    private readonly driver: Driver,
    private readonly node: Guarded,
    private readonly socket: Socket,
    hostKey: string,
  ) {
    const terms = node.sshTerms;
    this.#methods = methodsOf(terms);
    const server = new ssh2.Server({ hostKeys: [hostKey], ...speechOf(terms) });
    const late = setTimeout(() => this.#user ?? socket.destroy(), LIMIT.graceMilliseconds);
    late.unref();
    socket.once('close', () => {
      clearTimeout(late);
      this.gone = true;
    });
    server.once('connection', (connection) => this.#serve(connection));
    server.injectSocket(socket);
  }

  get hasLoggedIn(): boolean {
    return this.#user !== undefined;
  }

  turn(): void {
    this.#visitor?.turn();
    this.#files?.turn();
    if (this.#door?.isUnread || this.#visitor?.isStalled) this.socket.destroy();
  }

  close(): void {
    this.gone = true;
    this.socket.destroy();
  }

  #serve(connection: Connection): void {
    connection.on('error', () => this.socket.destroy()); // what it sends is no SSH
    connection.on('authentication', (context) => this.#authenticate(connection, context));
    connection.on('session', (accept, reject) => {
      if (this.#isServed) reject();
      else this.#open(connection, accept());
    });
  }

  #authenticate(connection: Connection, context: AuthContext): void {
    const { method } = context;
    if (method === 'none' || !this.#methods.includes(method)) context.reject([...this.#methods]);
    else if (context.method === 'publickey') this.#checkKey(connection, context);
    else if (context.method === 'password') this.#check(connection, context, context.password);
    else if (context.method === 'keyboard-interactive')
      context.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
        this.#check(connection, context, answers[0] ?? ''),
      );
    else context.reject([...this.#methods]);
  }

  /** A client asks first whether a key would do, and then shows that it has the other half of it. */
  #checkKey(connection: Connection, context: PublicKeyAuthContext): void {
    const { key, signature, blob, hashAlgo } = context;
    const isKnown = this.node
      .keysOf(context.username)
      .some(({ octets }) => octets.length === key.data.length && timingSafeEqual(octets, key.data));
    if (signature === undefined || blob === undefined) {
      if (isKnown) context.accept();
      else this.#refuse(connection, context);
      return;
    }
    const parsed = ssh2.utils.parseKey(key.data);
    const isRight = !(parsed instanceof Error) && parsed.verify(blob, signature, hashAlgo) === true;
    const grant = isKnown && isRight ? this.node.grantToKey(context.username, this.#from) : undefined;
    if (grant) this.#letIn(context, grant);
    else this.#refuse(connection, context);
  }

  #check(connection: Connection, context: AuthContext, password: string): void {
    const grant = this.node.grantTo(context.username, password, this.#from);
    if (grant !== undefined) this.#letIn(context, grant);
    else this.#refuse(connection, context);
  }

  #letIn(context: AuthContext, grant: Grant): void {
    this.#user = context.username;
    this.#grant = grant;
    context.accept();
  }

  /** What is wrong is told so long after it came, whatever it was. Clients may have several keys, and try one after the other. */
  #refuse(connection: Connection, context: AuthContext): void {
    const refusal = setTimeout(() => {
      context.reject([...this.#methods]);
      if (this.#attempts >= LIMIT.attempts || this.#keys >= LIMIT.keys) connection.end();
    }, LIMIT.refusalMilliseconds);
    refusal.unref();
    if (context.method === 'publickey') {
      this.#keys++;
      return;
    }
    this.#attempts++;
    this.driver.catchUp();
    this.node.refuse(this.world.now, { kind: 'ssh', from: this.#from, user: context.username });
    this.world.settle(this.node);
  }

  #open(connection: Connection, session: Session): void {
    let columns: number | undefined;
    session.on('pty', (accept, _, { cols }) => {
      columns = cols;
      accept?.();
    });
    session.on('window-change', (accept, _, { cols }) => {
      if (this.#door) this.#door.columns = cols;
      accept?.();
    });
    session.on('shell', (accept, reject) => {
      if (columns === undefined || this.#isServed || !this.#grant?.shell) reject?.();
      else this.#sitDown(connection, accept(), columns);
    });
    session.on('sftp', (accept, reject) => {
      const { files } = this.#grant ?? {};
      if (this.#isServed || files === undefined) reject?.();
      else this.#handFiles(connection, accept(), files);
    });
  }

  #sitDown(connection: Connection, channel: ServerChannel, columns: number): void {
    const { world, driver, node } = this;
    this.#isServed = true;
    driver.catchUp();
    const visit: Visit = { kind: 'ssh', from: this.#from, user: this.#user! };
    const console = node.openVisit(world.now, visit);
    channel.once('close', () => connection.end());
    if (console === undefined) {
      channel.end();
      return;
    }
    world.settle(node);
    this.#door = new Door(console, { foldsReturn: false, burst: VISIT_LIMIT.burst });
    this.#door.columns = columns;
    this.#visitor = new Visitor(world, driver, node, this.#door, channel);
    this.socket.once('close', () => channel.destroy());
    driver.wake();
  }

  #handFiles(connection: Connection, sftp: SFTPWrapper, level: Level): void {
    const { world, driver, node } = this;
    this.#isServed = true;
    driver.catchUp();
    const files = node.openFiles(world.now, { kind: 'sftp', from: this.#from, user: this.#user! }, level);
    if (files === undefined) {
      connection.end();
      return;
    }
    this.#files = new SftpSession(world, driver, node, files, sftp, () => connection.end());
    this.socket.once('close', () => this.#files?.close());
    driver.wake();
  }

  get #from(): string {
    return printVisitor(this.socket.remoteAddress);
  }
}
