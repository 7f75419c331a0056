import type { ConsoleSession, Encoding } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';

/** A session that answers every line with what it got, in any language and at any length. */
export class Lines implements ConsoleSession {
  prompt = '> ';
  echo = true;
  wantsKey = false;
  busy = false;
  closed = false;
  encoding: Encoding = 'utf-8';
  readonly lines: string[] = [];
  interrupts = 0;
  hangUps = 0;
  #text = '';

  handleLine(_: Instant, line: string): void {
    this.lines.push(line);
    if (line.startsWith('say ')) this.#text += `${line.slice(4)}\n`;
    if (line.startsWith('speak ')) this.encoding = line.slice(6) as Encoding;
    if (line === 'shout') this.#text += `${'あ'.repeat(79)}\n`.repeat(20_000);
    if (line === 'password') [this.echo, this.prompt] = [false, 'Password: '];
    else [this.echo, this.prompt] = [true, '> '];
    if (line === 'exit') this.closed = true;
  }

  handleInterrupt(): void {
    this.interrupts++;
  }

  hangUp(): void {
    this.hangUps++;
    this.closed = true;
  }

  pollText(): string | undefined {
    const text = this.#text;
    this.#text = '';
    return text === '' ? undefined : text;
  }

  help(): readonly string[] {
    return ['? exit say'];
  }
}
