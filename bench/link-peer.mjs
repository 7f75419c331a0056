/** The far end of a link, in a process of its own: `node link-peer.mjs HOW KIND PORT PORT EVERY`. Answers every EVERY frames with one. */
import { openEnd } from './link-ends.mjs';

const [how, kind, one, other, every] = process.argv.slice(2);
const answer = new Uint8Array(60);
let unanswered = 0;
const end = await openEnd(how, kind, 0, [Number(one), Number(other)], (count) => {
  unanswered += count;
  const due = Math.floor(unanswered / Number(every));
  unanswered -= due * Number(every);
  if (due > 0) end.send(answer, due);
});
process.send('ready');
process.on('disconnect', () => process.exit());
