import type { Lookout } from './lookout.js';
import type { View } from './visitor.js';

/** Lets a lab be looked on at, once it runs: nobody's first prompt waits for that. */
export class LookoutOffer {
  #opening: Promise<void> | undefined;
  #lookout: Lookout | undefined;

  /** @param directories where to offer it; in none of them, when there are none */
  constructor(
    private readonly directories: readonly string[],
    private readonly view: View,
  ) {}

  /** To be called whenever the world has moved: hands everybody who looks on what there is to see. */
  write(): void {
    if (this.directories.length > 0) this.#opening ??= this.#open();
    this.#lookout?.write();
  }

  async close(): Promise<void> {
    await this.#opening;
    await this.#lookout?.close();
  }

  async #open(): Promise<void> {
    const { Lookout } = await import('./lookout.js');
    this.#lookout = await Lookout.open(this.directories, this.view);
  }
}
