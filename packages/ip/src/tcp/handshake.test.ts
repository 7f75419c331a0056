import { ACCEPTED, conversation } from './script.suite.js';

conversation(
  'a passive open (RFC 9293 Figure 6)',
  `${ACCEPTED}
  +0 state ESTABLISHED
  +0 event none
`,
);

conversation(
  'an active open offers segment size and window scale',
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
  'a simultaneous open (Figure 7)',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < S 300:300(0) win 65535 mss 1460
  +0   > SA 0:0(0) ack 301 win 65535 mss 1460
  +0   state SYN-RECEIVED
  +0.1 < SA 300:300(0) ack 1 win 65535 mss 1460
  +0   state ESTABLISHED
  +0   event connected
  +1   event none
`,
);

conversation(
  'half of a simultaneous open is lost, and its SYN,ACK is repeated',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < S 300:300(0) win 65535 mss 1460
  +0   > SA 0:0(0) ack 301
  +0.9 > SA 0:0(0) ack 301
  +0   < A 301:301(0) ack 1 win 65535
  +0   event connected
`,
);

conversation(
  'a simultaneous open that is closed at once still opens first',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < S 300:300(0) win 65535 mss 1460
  +0   > SA 0:0(0) ack 301
  +0   close
  +0   state FIN-WAIT-1
  +0.1 < A 301:301(0) ack 1 win 65535
  +0   > FA 1:1(0) ack 301
  +0.1 < A 301:301(0) ack 2 win 65535
  +0   state FIN-WAIT-2
`,
);

conversation(
  'half of a simultaneous open is refused',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < S 300:300(0) win 65535 mss 1460
  +0   > SA 0:0(0) ack 301
  +0.1 < RA 301:301(0) ack 1
  +0   event closed refused
  +0   quiet
`,
);

conversation(
  'an old duplicate SYN comes to nothing (Figure 8)',
  `
  0    listen 1723
  0    < S 90:90(0) win 65535
  +0   > SA 0:0(0) ack 91
  +0.1 < R 91:91(0)
  +0   event none
  +0   quiet
  +0   count resetsReceived 1
`,
);

conversation(
  'a peer that has forgotten everything finds out (Figure 9)',
  `${ACCEPTED}
  +10   < S 400:400(0) win 65535
  +0    > A 1:1(0) ack 1
  +0.05 < R 1:1(0)
  +0    event closed reset
  +0    quiet
`,
);

conversation(
  'a refused open',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < RA 0:0(0) ack 1
  +0   event closed refused
  +0   quiet
`,
);

conversation(
  'in SYN-SENT only a reset for our very SYN is believed',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < R 0:0(0)
  +0   < RA 0:0(0) ack 2
  +0   < RA 0:0(0) ack 0
  +0   < A 5:5(0) ack 1
  +0   < F 5:5(0)
  +0   event none
  +0   state SYN-SENT
`,
);

conversation(
  'an acknowledgement of what was never sent is answered with a reset',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < SA 0:0(0) ack 5 win 65535
  +0   > R 5:5(0) win 0
  +0   state SYN-SENT
  +0   < SA 0:0(0) ack 1 win 65535
  +0   > A 1:1(0) ack 1
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

conversation(
  'after a repeated SYN the flight begins with one segment and a timeout of three seconds',
  `
  0    connect
  0    > S 0:0(0)
  1    > S 0:0(0)
  +0.1 < SA 0:0(0) ack 1 win 65535 mss 1460
  +0   > A 1:1(0) ack 1
  +0   event connected
  +0   send 4000
  +0   > A 1:1461(1460) ack 1
  +3   > A 1:1461(1460) ack 1
`,
);

conversation(
  'a half-open connection repeats its SYN and is forgotten after a minute, without a word',
  `
  0   listen 1723
  0   < S 0:0(0) win 65535
  0   > SA 0:0(0) ack 1
  1   > SA 0:0(0) ack 1
  3   > SA 0:0(0) ack 1
  7   > SA 0:0(0) ack 1
  15  > SA 0:0(0) ack 1
  31  > SA 0:0(0) ack 1
  63  event none
  63  quiet
`,
);

conversation(
  'the peer repeats its SYN, and a wrong acknowledgement of ours draws a reset',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535
  0    > SA 0:0(0) ack 1
  +0.5 < S 0:0(0) win 65535
  +0   > SA 0:0(0) ack 1
  +0   < A 1:1(0) ack 9
  +0   > R 9:9(0)
  +0   < A 1:1(0) ack 0
  +0   > R 0:0(0)
  +0   < A 1:1(0) ack 1
  +0   event accepted
`,
);

conversation(
  'another SYN within the window of a half-open connection sends it back to LISTEN',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535
  0    > SA 0:0(0) ack 1
  +0   < S 5:5(0) win 65535
  +0   quiet
  +0   < S 5:5(0) win 65535
  +0   > SA 0:0(0) ack 6
`,
);

conversation(
  'the acknowledgement of our SYN may bring data and a FIN',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535
  0    > SA 0:0(0) ack 1
  +0.1 < FPA 1:11(10) ack 1 win 65535
  +0   > A 1:1(0) ack 12
  +0   event accepted
  +0   event readable
  +0   event peer-closed
  +0   state CLOSE-WAIT
  +0   read 10
`,
);

conversation(
  'what comes for nobody is answered with a reset, except a reset',
  `
  0 < S 7:7(0)
  0 > RA 0:0(0) ack 8 win 0
  0 < A 7:17(10) ack 77
  0 > R 77:77(0) win 0
  0 < FA 7:7(0) ack 78
  0 > R 78:78(0)
  0 < F 7:17(10)
  0 > RA 0:0(0) ack 18
  0 < RA 7:7(0) ack 79
  0 quiet
`,
);

conversation(
  'a listener answers an acknowledgement with a reset and drops what is neither',
  `
  0 listen 1723
  0 < A 7:7(0) ack 77
  0 > R 77:77(0)
  0 < R 7:7(0)
  0 < F 7:7(0)
  0 < SF 7:7(0)
  0 < SR 7:7(0)
  0 < P 7:7(0)
  0 count discarded 5
  0 quiet
`,
);

conversation(
  'windows are scaled when both offer it, never in a SYN',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1000 scale 7
  0    > SA 0:0(0) ack 1 win 65535 mss 1460 scale 3
  +0.1 < A 1:1(0) ack 1 win 20
  +0   send 5000
  +0   > A 1:1001(1000) ack 1 win 32768
  +0   > A 1001:2001(1000) ack 1
`,
  { receiveBufferOctets: 262_144 },
);

conversation(
  'windows are not scaled when the peer does not offer it',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 65535 mss 1460
  +0.1 < A 1:1(0) ack 1 win 1000
  +0   send 700
  +0   > PA 1:701(700) ack 1 win 65535
`,
  { receiveBufferOctets: 262_144 },
);

conversation(
  'a peer that names no segment size gets 536 octets',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535
  0    > SA 0:0(0) ack 1 win 65535 mss 1460
  +0   < A 1:1(0) ack 1 win 65535
  +0   send 600 push
  +0   > A 1:537(536) ack 1
  +0   > PA 537:601(64) ack 1
`,
  { nagle: false },
);

conversation(
  'no segment is larger than our own link bears, whatever the peer takes',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 65535 mss 460
  +0   < A 1:1(0) ack 1 win 65535
  +0   send 500 push
  +0   > A 1:461(460) ack 1
  +0   > PA 461:501(40) ack 1
`,
  { nagle: false },
  500,
);

conversation(
  'however small a segment size the peer names, segments carry 64 octets',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 0
  0    > SA 0:0(0) ack 1
  +0   < A 1:1(0) ack 1 win 65535
  +0   send 100 push
  +0   > A 1:65(64) ack 1
  +0   > PA 65:101(36) ack 1
`,
  { nagle: false },
);

conversation(
  'what is handed over before the connection is up leaves with it',
  `
  0    connect
  0    > S 0:0(0)
  0    send 10
  +0.1 < SA 0:0(0) ack 1 win 65535 mss 1460
  +0   > PA 1:11(10) ack 1
`,
);

conversation(
  'an open that is closed before the answer is forgotten',
  `
  0    connect
  0    > S 0:0(0)
  0    close
  0    event closed aborted
  0    quiet
  +0.1 < SA 0:0(0) ack 1
  +0   > R 1:1(0)
`,
);
