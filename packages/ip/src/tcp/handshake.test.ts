import { ACCEPTED, conversation } from './script.suite.js';

conversation(
  'a passive open, RFC 9293 Figure 6',
  `${ACCEPTED}
  +0 state ESTABLISHED
  +0 event none
`,
);

conversation(
  'an active open, with every option of ours',
  `
  0     connect
  0     > S 0:0(0) win 65535 mss 1460 scale 0
  +0.05 < SA 100:100(0) ack 1 win 65535 mss 1460
  +0    > A 1:1(0) ack 101 win 65535
  +0    event connected
  +0    state ESTABLISHED
`,
);

conversation(
  'a SYN is repeated at 1, 3, 7 ... seconds and given up after three minutes',
  `
  0   connect
  0   > S 0:0(0)
  1   > S 0:0(0)
  3   > S 0:0(0)
  7   > S 0:0(0)
  15  > S 0:0(0)
  31  > S 0:0(0)
  63  > S 0:0(0)
  123 > S 0:0(0)
  182 event none
  183 event closed timed-out
  183 quiet
`,
);
