const PATIENCE_SECONDS = 300;

/** Names a test file that does not end, and ends the run: no worker can, if what it runs is an endless loop. */
module.exports = class {
  #waiting = new Map();

  onTestFileStart(test) {
    const giveUp = () => {
      process.stdout.write(`\n${test.path} has not ended after ${PATIENCE_SECONDS} s: the run is given up\n`);
      process.exit(1);
    };
    this.#waiting.set(test.path, setTimeout(giveUp, PATIENCE_SECONDS * 1000));
  }

  onTestFileResult(test) {
    clearTimeout(this.#waiting.get(test.path));
    this.#waiting.delete(test.path);
  }
};
