/**
 * A ladder as a picture: a column a node, a line a message, time downwards. One SVG text that needs nothing else, for light
 * and dark pages. Colours are after Okabe and Ito, told apart by those who see few; each line says its layer in letters too.
 * @module
 */
import { widthOfPoint } from '@rtemu/engine/cell-width';
import { between, inSeconds } from '@rtemu/engine/time';
import { type Ladder, type MessageRow, type Row, timeOf } from './ladder.js';
import { LAYER_NAMES, LAYERS, type Layer } from './layer.js';

/** On light paper and on dark. */
const COLOURS: Readonly<Record<Layer, readonly [light: string, dark: string]>> = {
  arp: ['#6b6b6b', '#9a9a9a'],
  pppoe: ['#7a4f1d', '#c99a5b'],
  isdn: ['#7a4f1d', '#c99a5b'],
  dhcp: ['#006e6e', '#5fc7c7'],
  dns: ['#006e6e', '#5fc7c7'],
  tcp: ['#4d5f73', '#a3b4c6'],
  ack: ['#8a8a8a', '#808080'],
  pptp: ['#0062a3', '#56b4e9'],
  lcp: ['#007a59', '#2bc79a'],
  auth: ['#b84a00', '#ff8c42'],
  ccp: ['#a3437f', '#e08fbf'],
  ipcp: ['#8a6500', '#e6b422'],
  data: ['#6a55b0', '#a99af0'],
  icmp: ['#24292f', '#e6edf3'],
  ip: ['#4d5f73', '#a3b4c6'],
};

const PAPER = { light: '#ffffff', dark: '#0d1117' } as const;
const INK = { light: '#24292f', dark: '#e6edf3' } as const;
const FAINT = { light: '#d0d7de', dark: '#30363d' } as const;
const QUIET = { light: '#59636e', dark: '#9198a1' } as const;

/** Pixels. */
const SIZE = {
  margin: 20,
  /** Of one cell of text. */
  cell: 6.7,
  time: 76,
  tag: 44,
  columnAtLeast: 130,
  columnAtMost: 560,
  row: 30,
  note: 30,
  gap: 22,
  head: 44,
  line: 18,
} as const;

/** Rows after which the names of the nodes are said again. */
const ROWS_A_PAGE = 36;
/** Fewer are left on the page before. */
const ROWS_AT_LEAST = 10;
/** Seconds of nothing that are shown as such. */
const GAP_SECONDS = 1;

const cellsOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + widthOfPoint(letter.codePointAt(0)!), 0);
const widthOf = (text: string): number => cellsOf(text) * SIZE.cell;

/** What XML cannot have is replaced, what means something to it is escaped. */
const escaped = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 has no way to say
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const number = (value: number): string => String(Math.round(value * 10) / 10);

/** What stands at a line: marks are told in words, for those who cannot tell a dash. */
const labelOf = ({ text, isLost, isAgain, isTwice }: MessageRow): string =>
  `${isAgain ? '↻ ' : ''}${text}${isLost ? ' – lost' : ''}${isTwice ? ' – arrives twice' : ''}`;

/** Where each column stands: as far apart as what is said between them needs. */
function columnsOf({ columns, rows }: Ladder): Map<string, number> {
  const gaps = columns.slice(1).map((): number => SIZE.columnAtLeast);
  const place = new Map(columns.map((name, i) => [name, i]));
  const wishes = rows.flatMap((row) => {
    if (row.kind === 'note') return [];
    const [a, b] = [place.get(row.from)!, place.get(row.to)!];
    const width = Math.min(widthOf(labelOf(row)) + 28, SIZE.columnAtMost);
    const [from, to] = a === b ? [a, a + 1] : [Math.min(a, b), Math.max(a, b)];
    return to > gaps.length ? [] : [{ from, to, width }];
  });
  for (const { from, to, width } of wishes.sort((one, other) => one.to - one.from - (other.to - other.from))) {
    const lacking = width - gaps.slice(from, to).reduce((sum, gap) => sum + gap, 0);
    if (lacking > 0) for (let i = from; i < to; i++) gaps[i]! += lacking / (to - from);
  }
  let x = SIZE.margin + SIZE.time + SIZE.tag + Math.max(SIZE.columnAtLeast / 2, widthOf(columns[0] ?? '') / 2 + 14);
  return new Map(
    columns.map((name, i) => {
      if (i > 0) x += gaps[i - 1]!;
      return [name, x];
    }),
  );
}

class Drawing {
  readonly #parts: string[] = [];
  readonly #columns: Map<string, number>;
  readonly #width: number;
  #y: number = SIZE.margin;
  /** Where lifelines begin. */
  #lifeFrom = 0;
  readonly #lives: string[] = [];

  readonly #layers: readonly Layer[];

  constructor(private readonly ladder: Ladder) {
    const { rows } = ladder;
    this.#layers = LAYERS.filter((layer) => rows.some((row) => row.kind === 'message' && row.layer === layer));
    this.#columns = columnsOf(ladder);
    const right = Math.max(SIZE.margin + SIZE.time + SIZE.tag + SIZE.columnAtLeast, ...this.#columns.values());
    const beyond = ladder.rows.map((row) =>
      row.kind === 'note' ? SIZE.margin * 2 + widthOf(row.text) + SIZE.time : 0,
    );
    const loops = ladder.rows.map((row) =>
      row.kind === 'message' && row.from === row.to ? this.#columns.get(row.from)! + 40 + widthOf(labelOf(row)) : 0,
    );
    const title = SIZE.margin * 2 + (cellsOf(ladder.title) * SIZE.cell * 17) / 12;
    this.#width = Math.ceil(Math.max(right + SIZE.columnAtLeast / 2 + SIZE.margin, title, 420, ...beyond, ...loops));
  }

  print(): string {
    this.#title();
    this.#legend();
    this.#heads();
    let sinceHeads = 0;
    let before: Row | undefined;
    for (const [shown, row] of this.ladder.rows.entries()) {
      if (sinceHeads++ >= ROWS_A_PAGE && this.ladder.rows.length - shown > ROWS_AT_LEAST) {
        this.#heads();
        sinceHeads = 1;
      }
      this.#pause(before, row);
      if (row.kind === 'note') this.#note(row.text);
      else this.#message(row);
      before = row;
    }
    if (this.ladder.columns.length === 0)
      this.#text('quiet', SIZE.margin, (this.#y += SIZE.line), 'Nobody said anything.');
    this.#heads();
    if (this.ladder.omission !== undefined)
      this.#text('quiet', SIZE.margin, (this.#y += SIZE.line), this.ladder.omission);
    const height = Math.ceil(this.#y + SIZE.margin);
    const { title } = this.ladder;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${this.#width} ${height}" width="${this.#width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
      `<title>${escaped(title)}</title>`,
      `<style>${styleOf(this.#layers)}</style>`,
      `<rect class="paper" width="${this.#width}" height="${height}"/>`,
      ...this.#lives,
      ...this.#parts,
      '</svg>',
      '',
    ].join('\n');
  }

  #text(style: string, x: number, y: number, text: string, anchor = 'start'): void {
    const where = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
    this.#parts.push(`<text class="${style}" x="${number(x)}" y="${number(y)}"${where}>${escaped(text)}</text>`);
  }

  #title(): void {
    this.#y += 16;
    this.#text('title', SIZE.margin, this.#y, this.ladder.title);
    this.#y += 12;
  }

  /** The layers that there are, as many in a line as there is room for. */
  #legend(): void {
    const there = this.#layers;
    let x: number = SIZE.margin;
    if (there.length > 0) this.#y += SIZE.line;
    for (const layer of there) {
      const width = widthOf(LAYER_NAMES[layer]) + 36;
      if (x > SIZE.margin && x + width > this.#width - SIZE.margin) {
        x = SIZE.margin;
        this.#y += SIZE.line;
      }
      this.#parts.push(
        `<rect class="${layer} fill" x="${number(x)}" y="${number(this.#y - 9)}" width="14" height="9" rx="2"/>`,
      );
      this.#text('quiet', x + 20, this.#y, LAYER_NAMES[layer]);
      x += width;
    }
    this.#y += 12;
  }

  /** The nodes by name, and the ends of the lifelines above. */
  #heads(): void {
    const top = this.#y + 8;
    if (this.#lifeFrom > 0)
      for (const x of this.#columns.values())
        this.#lives.push(
          `<line class="life" x1="${number(x)}" y1="${number(this.#lifeFrom)}" x2="${number(x)}" y2="${number(top)}"/>`,
        );
    for (const [name, x] of this.#columns) {
      const width = Math.max(64, widthOf(name) + 24);
      this.#parts.push(
        `<rect class="head" x="${number(x - width / 2)}" y="${number(top)}" width="${number(width)}" height="26" rx="5"/>`,
      );
      this.#text('name', x, top + 17, name, 'middle');
    }
    this.#lifeFrom = top + 26;
    this.#y += SIZE.head;
  }

  /** A time in which nothing was said. */
  #pause(before: Row | undefined, row: Row): void {
    const seconds = before ? inSeconds(between(before.at, row.at)) : 0;
    if (seconds < GAP_SECONDS) return;
    this.#y += SIZE.gap;
    const y = this.#y - SIZE.gap / 2 + 4;
    this.#parts.push(
      `<line class="pause" x1="${SIZE.margin + SIZE.time + SIZE.tag}" y1="${number(y)}" x2="${this.#width - SIZE.margin}" y2="${number(y)}"/>`,
    );
    this.#text('quiet', SIZE.margin + SIZE.time - 8, y + 4, `+${seconds.toFixed(seconds < 100 ? 1 : 0)} s`, 'end');
  }

  #note(text: string): void {
    this.#y += SIZE.note;
    const y = this.#y - 20;
    this.#parts.push(
      `<rect class="note" x="${SIZE.margin}" y="${number(y)}" width="${this.#width - 2 * SIZE.margin}" height="22" rx="3"/>`,
    );
    this.#text('word', SIZE.margin + 10, y + 15, text);
  }

  #message(row: MessageRow): void {
    this.#y += SIZE.row;
    const y = this.#y - 6;
    const { layer, from, to, isLost, isAgain } = row;
    this.#text('quiet', SIZE.margin + SIZE.time - 8, y - 2, timeOf(this.ladder, row.at), 'end');
    this.#text(`${layer} ink tag`, SIZE.margin + SIZE.time, y - 2, layer);
    const [x1, end] = [this.#columns.get(from)!, this.#columns.get(to)!];
    const dashed = isAgain ? ' again' : '';
    if (x1 === end) {
      const d = `M${number(x1)} ${number(y - 8)}h22v8h-16`;
      this.#parts.push(`<path class="${layer} line${dashed}" d="${d}"/>`);
      this.#text(`${layer} ink halo`, x1 + 30, y, labelOf(row));
      return;
    }
    const way = end > x1 ? 1 : -1;
    const x2 = isLost ? x1 + (end - x1) * 0.88 : end - way * 1;
    this.#parts.push(
      `<line class="${layer} line${dashed}" x1="${number(x1)}" y1="${number(y)}" x2="${number(x2 - way * (isLost ? 0 : 6))}" y2="${number(y)}"/>`,
      isLost
        ? `<path class="${layer} line cross" d="M${number(x2 - 4)} ${number(y - 4)}l8 8m0 -8l-8 8"/>`
        : `<path class="${layer} fill" d="M${number(x2)} ${number(y)}l${-way * 9} -4.5v9z"/>`,
    );
    this.#text(`${layer} ink halo`, (x1 + end) / 2, y - 6, labelOf(row), 'middle');
  }
}

const rules = (scheme: 'light' | 'dark', layers: readonly Layer[]): string => {
  const which = scheme === 'light' ? 0 : 1;
  return [
    `.paper{fill:${PAPER[scheme]}}`,
    `.halo{stroke:${PAPER[scheme]}}`,
    `.title,.name,.word{fill:${INK[scheme]}}`,
    `.quiet{fill:${QUIET[scheme]}}`,
    `.life,.pause{stroke:${FAINT[scheme]}}`,
    `.head{fill:${PAPER[scheme]};stroke:${QUIET[scheme]}}`,
    `.note{fill:${FAINT[scheme]};fill-opacity:.45}`,
    ...layers.map((layer) => {
      const colour = COLOURS[layer][which];
      return `.${layer}.line{stroke:${colour}}.${layer}.fill,.${layer}.ink{fill:${colour}}`;
    }),
  ].join('');
};

const styleOf = (layers: readonly Layer[]): string =>
  [
    'text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK JP","Hiragino Sans",sans-serif}',
    '.title{font-size:17px;font-weight:600}.name{font-weight:600}.quiet{font-size:11px;font-variant-numeric:tabular-nums}.tag{font-size:11px}',
    '.halo{stroke-width:4px;paint-order:stroke;stroke-linejoin:round}',
    '.line{stroke-width:1.6;fill:none}.again{stroke-dasharray:6 4}.cross{stroke-width:2.2}',
    '.life{stroke-width:1.2}.pause{stroke-dasharray:1 5;stroke-width:2;stroke-linecap:round}',
    rules('light', layers),
    `@media (prefers-color-scheme:dark){${rules('dark', layers)}}`,
  ].join('');

/** The picture: an SVG document. */
export const printSvg = (ladder: Ladder): string => new Drawing(ladder).print();
