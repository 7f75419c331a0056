import { ACCEPTED, conversation } from './script.suite.js';

conversation(
  'a closed window is probed with one octet, ever more seldom, and as long as the peer answers',
  `
  0    listen 1723
  0    < S 0:0(0) win 0 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 0
  0    event accepted
  0    send 3000
  1    > A 1:2(1) ack 1
  1    < A 1:1(0) ack 1 win 0
  3    > A 1:2(1) ack 1
  3    < A 1:1(0) ack 1 win 0
  7    > A 1:2(1) ack 1
  7    < A 1:1(0) ack 2 win 0
  15   > A 2:3(1) ack 1
  15   < A 1:1(0) ack 2 win 0
  31   > A 2:3(1) ack 1
  31   < A 1:1(0) ack 2 win 0
  63   > A 2:3(1) ack 1
  63   < A 1:1(0) ack 2 win 0
  123  > A 2:3(1) ack 1
  123  < A 1:1(0) ack 2 win 0
  183  > A 2:3(1) ack 1
  183  < A 1:1(0) ack 2 win 0
  200  < A 1:1(0) ack 2 win 2000
  200  > A 2:1462(1460) ack 1
  201  > A 2:1462(1460) ack 1
  203  > A 2:1462(1460) ack 1
`,
);

conversation(
  'each closed window is probed from the beginning, and a FIN waits for room like data',
  `
  0    listen 1723
  0    < S 0:0(0) win 10 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 10
  0    send 10
  0    > PA 1:11(10) ack 1
  0    close
  0    < A 1:1(0) ack 11 win 0
  1    > FA 11:11(0) ack 1
  1    < A 1:1(0) ack 11 win 0
  3    > FA 11:11(0) ack 1
  3    < A 1:1(0) ack 11 win 1
  3    > FA 11:11(0) ack 1
  3    < A 1:1(0) ack 12 win 1
  3    state FIN-WAIT-2
`,
);

conversation(
  'a window that closes again is probed as soon as the first time',
  `
  0    listen 1723
  0    < S 0:0(0) win 0 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 0
  0    send 3000
  1    > A 1:2(1) ack 1
  3    > A 1:2(1) ack 1
  7    > A 1:2(1) ack 1
  7    < A 1:1(0) ack 1 win 1460
  7    > A 1:1461(1460) ack 1
  7    < A 1:1(0) ack 1461 win 0
  8    > A 1461:1462(1) ack 1
`,
);

conversation(
  '... and the connection is given up when it no longer does',
  `
  0    listen 1723
  0    < S 0:0(0) win 0 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 0
  0    event accepted
  0    send 10
  0    close
  1    > A 1:2(1) ack 1
  3    > A 1:2(1) ack 1
  7    > A 1:2(1) ack 1
  15   > A 1:2(1) ack 1
  31   > A 1:2(1) ack 1
  63   > A 1:2(1) ack 1
  122  event none
  123  event closed timed-out
  123  quiet
`,
);

conversation(
  'a FIN is its own probe',
  `
  0    listen 1723
  0    < S 0:0(0) win 0 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 0
  0    event accepted
  0    close
  1    > FA 1:1(0) ack 1
  1    < A 1:1(0) ack 2 win 0
  1    state FIN-WAIT-2
  1    event none
`,
);

conversation(
  'a segment sent again does not bring the FIN that had no room',
  `
  0    listen 1723
  0    < S 0:0(0) win 10 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 10
  0    send 10
  0    > PA 1:11(10) ack 1
  0    close
  0    < A 1:1(0) ack 1 win 10
  0    < A 1:1(0) ack 1 win 10
  0    < A 1:1(0) ack 1 win 10
  0    > PA 1:11(10) ack 1
`,
);

conversation(
  'no silly segments into a narrow window, until half a second has passed',
  `
  0    listen 1723
  0    < S 0:0(0) win 4000 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 300
  0    event accepted
  0    send 3000
  0.5  > A 1:301(300) ack 1
  0.5  < A 1:1(0) ack 301 win 300
  1    > A 301:601(300) ack 1
  1    < A 1:1(0) ack 601 win 2000
  1    > A 601:2061(1460) ack 1
`,
);

conversation(
  'half of the widest window is no silly segment',
  `
  0    listen 1723
  0    < S 0:0(0) win 500 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 250
  0    send 3000
  0    > A 1:251(250) ack 1
`,
);

conversation(
  'a window that opens a crack is used after half a second, whenever the next probe was due',
  `
  0    listen 1723
  0    < S 0:0(0) win 4000 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 0
  0    send 3000
  1    > A 1:2(1) ack 1
  1    < A 1:1(0) ack 1 win 0
  3    > A 1:2(1) ack 1
  3    < A 1:1(0) ack 1 win 0
  3.1  < A 1:1(0) ack 1 win 100
  3.6  > A 1:101(100) ack 1
`,
);

conversation(
  'a window that shrinks does not lose what was sent',
  `${ACCEPTED}
  +0   send 4380
  +0   > A 1:1461(1460) ack 1
  +0   > A 1461:2921(1460) ack 1
  +0   > PA 2921:4381(1460) ack 1
  +0.1 < A 1:1(0) ack 1461 win 0
  # the retransmission timeout, a second later, finds the window closed and begins to probe
  +2   > A 1461:1462(1) ack 1
  +0   < A 1:1(0) ack 1461 win 0
  +2   > A 1461:1462(1) ack 1
  +0   < A 1:1(0) ack 1461 win 0
  +4   > A 1461:1462(1) ack 1
  +0   < A 1:1(0) ack 1461 win 0
  +8   > A 1461:1462(1) ack 1
  +0   < A 1:1(0) ack 1461 win 0
  +16  > A 1461:1462(1) ack 1
  +0   < A 1:1(0) ack 1461 win 0
  +32  > A 1461:1462(1) ack 1
  +0   < A 1:1(0) ack 1461 win 0
  +60  > A 1461:1462(1) ack 1
  +0   < A 1:1(0) ack 1461 win 0
  # longer than the patience with a peer that is silent; open, it is given the whole of it
  +1   < A 1:1(0) ack 1461 win 65535
  +0   > A 1461:2921(1460) ack 1
  +2   > A 1461:2921(1460) ack 1
  +4   > A 1461:2921(1460) ack 1
`,
);

conversation(
  'where the window has shrunk, an acknowledgement stands where the peer still accepts it',
  `${ACCEPTED}
  +0   send 4380
  +0   > A 1:1461(1460) ack 1
  +0   > A 1461:2921(1460) ack 1
  +0   > PA 2921:4381(1460) ack 1
  +0.1 < A 1:1(0) ack 1461 win 1000
  +0   < A 1:11(10) ack 1461 win 1000
  +0   < A 11:21(10) ack 1461 win 1000
  +0   > A 2461:2461(0) ack 21
`,
);

conversation(
  'windows told by older segments do not count',
  `${ACCEPTED}
  +0   send 10
  +0   > PA 1:11(10) ack 1
  +0   < PA 1:11(10) ack 11 win 5000
  +0   < PA 11:21(10) ack 11 win 0
  +0   > A 11:11(0) ack 21
  +0   < A 1:11(10) ack 11 win 5000
  +0   > A 11:11(0) ack 21
  +0   send 10
  +1   > A 11:12(1) ack 21
`,
);
