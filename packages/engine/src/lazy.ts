/**
 * What is made when it is first needed: a router has engines for everything that a configuration may ask for, and hardly any
 * asks for more than a few.
 */
export class Lazy<T> {
  #made: T | undefined;

  constructor(private readonly make: () => T) {}

  /** Made now, unless it was before. */
  get(): T {
    return (this.#made ??= this.make());
  }

  /** Made now if it is needed; if not, and it never was, `undefined`. */
  when(isNeeded: boolean): T | undefined {
    return isNeeded ? this.get() : this.#made;
  }

  /** `undefined` while nobody has needed it: then there is nothing in it to ask, to tell or to end. */
  get made(): T | undefined {
    return this.#made;
  }
}
