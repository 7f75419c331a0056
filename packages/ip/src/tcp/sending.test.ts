import { milliseconds, seconds } from '@rtemu/engine/time';
import { ACCEPTED, conversation } from './script.suite.js';

conversation(
  'Nagle: a small segment waits while another is unacknowledged',
  `${ACCEPTED}
  +0   send 10
  +0   > PA 1:11(10) ack 1
  +0   send 10
  +0   send 10
  +0.1 < A 1:1(0) ack 11
  +0   > PA 11:31(20) ack 1
`,
);

conversation(
  'Nagle: a full segment does not wait, nor does what a FIN follows',
  `${ACCEPTED}
  +0   send 10
  +0   > PA 1:11(10) ack 1
  +0   send 1460
  +0   > PA 11:1471(1460) ack 1
  +0   send 10
  +0   close
  +0   > FPA 1471:1481(10) ack 1
`,
);

conversation(
  'without Nagle every send leaves at once',
  `${ACCEPTED}
  +0   send 10
  +0   > PA 1:11(10) ack 1
  +0   send 10
  +0   > PA 11:21(10) ack 1
`,
  { nagle: false },
);

conversation(
  'a pushed message is one segment, sent in time or late or again',
  `
  0    connect
  0    > S 0:0(0)
  0    send 156 push
  0    send 168 push
  0    send 20
  +0.1 < SA 0:0(0) ack 1 win 65535 mss 1460
  +0   > PA 1:157(156) ack 1
  +0   > PA 157:325(168) ack 1
  +0   > PA 325:345(20) ack 1
  +1   > PA 1:157(156) ack 1
  +0   > PA 157:325(168) ack 1
  +0   > PA 325:345(20) ack 1
  +0.1 < A 1:1(0) ack 345
`,
  { nagle: false },
);

conversation(
  'a pushed message waits for a window that takes it whole',
  `
  0    listen 1723
  0    < S 0:0(0) win 1000 mss 1460
  0    > SA 0:0(0) ack 1
  0    < A 1:1(0) ack 1 win 1000
  +0   send 400 push
  +0   > PA 1:401(400) ack 1
  +0   send 300 push
  +0   > PA 401:701(300) ack 1
  +0   send 400 push
  +0.1 < A 1:1(0) ack 401 win 600
  +0.1 < A 1:1(0) ack 701 win 600
  +0   > PA 701:1101(400) ack 1
`,
  { nagle: false },
);

conversation(
  'a pushed message is taken whole or not at all, and writable tells when',
  `${ACCEPTED}
  +0   event none
  +0   send 600 push
  +0   > PA 1:601(600) ack 1
  +0   send 500 takes 400
  +0   > PA 601:1001(400) ack 1
  +0.1 < A 1:1(0) ack 601
  +0   event writable
  +0   send 500 push
  +0   > PA 1001:1501(500) ack 1
`,
  { nagle: false, sendBufferOctets: 1000 },
);

conversation(
  'slow start: three segments, and one more for each acknowledgement',
  `${ACCEPTED}
  +0   send 30000
  +0   > A 1:1461(1460) ack 1
  +0   > A 1461:2921(1460) ack 1
  +0   > A 2921:4381(1460) ack 1
  +0.1 < A 1:1(0) ack 2921
  +0   > A 4381:5841(1460) ack 1
  +0   > A 5841:7301(1460) ack 1
  +0   > A 7301:8761(1460) ack 1
  +0   < A 1:1(0) ack 4381
  +0   > A 8761:10221(1460) ack 1
  +0   > A 10221:11681(1460) ack 1
`,
);

const FLIGHT = `${ACCEPTED}
  +0   send 20440
  +0   > A 1:1461(1460) ack 1
  +0   > A 1461:2921(1460) ack 1
  +0   > A 2921:4381(1460) ack 1
  +0.1 < A 1:1(0) ack 1461
  +0   > A 4381:5841(1460) ack 1
  +0   > A 5841:7301(1460) ack 1
  +0   < A 1:1(0) ack 2921
  +0   > A 7301:8761(1460) ack 1
  +0   > A 8761:10221(1460) ack 1
`;

conversation(
  'fast retransmit and recovery: two duplicates send new data, the third the lost (RFC 3042, 5681)',
  `${FLIGHT}
  +0.1 < A 1:1(0) ack 2921
  +0   > A 10221:11681(1460) ack 1
  +0   < A 1:1(0) ack 2921
  +0   > A 11681:13141(1460) ack 1
  +0   < A 1:1(0) ack 2921
  +0   > A 2921:4381(1460) ack 1
  # half of the flight of five is 3650, and three for the duplicates: nothing new may leave yet
  +0   < A 1:1(0) ack 2921
  +0   < A 1:1(0) ack 2921
  +0   < A 1:1(0) ack 2921
  +0   > A 13141:14601(1460) ack 1
  +0.1 < A 1:1(0) ack 13141
  # out of recovery with the flight that is left and one segment
  +0   > A 14601:16061(1460) ack 1
`,
);

conversation(
  'a partial acknowledgement repeats the next hole at once (RFC 6582)',
  `${FLIGHT}
  +0.1 < A 1:1(0) ack 2921
  +0   > A 10221:11681(1460) ack 1
  +0   < A 1:1(0) ack 2921
  +0   > A 11681:13141(1460) ack 1
  +0   < A 1:1(0) ack 2921
  +0   > A 2921:4381(1460) ack 1
  +0.1 < A 1:1(0) ack 5841
  +0   > A 5841:7301(1460) ack 1
`,
);

conversation(
  'a duplicate with another window, with data, or with nothing outstanding is none',
  `${FLIGHT}
  +0.1 < A 1:1(0) ack 2921 win 65000
  +0   < A 1:1(0) ack 2921 win 64000
  +0   < A 1:1(0) ack 2921 win 63000
  +0   < A 1:1(0) ack 2921 win 62000
  +0   < PA 1:11(10) ack 2921 win 62000
  +0   < PA 11:21(10) ack 2921 win 62000
  +0   > A 10221:10221(0) ack 21
`,
);

conversation(
  'a timeout sends the first again, backs off, and goes on from there',
  `${ACCEPTED}
  +0   send 4380
  +0   > A 1:1461(1460) ack 1
  +0   > A 1461:2921(1460) ack 1
  +0   > PA 2921:4381(1460) ack 1
  +1   > A 1:1461(1460) ack 1
  +2   > A 1:1461(1460) ack 1
  +4   > A 1:1461(1460) ack 1
  +0.1 < A 1:1(0) ack 1461
  +0   > A 1461:2921(1460) ack 1
  +0   > PA 2921:4381(1460) ack 1
  # nothing sent twice was measured, so the timeout is as it was (Karn)
  +8   > A 1461:2921(1460) ack 1
`,
);

conversation(
  'the timeout follows what is measured',
  `
  0    connect
  0    > S 0:0(0)
  +0.8 < SA 0:0(0) ack 1 win 65535 mss 1460
  +0   > A 1:1(0) ack 1
  +0   send 10
  +0   > PA 1:11(10) ack 1
  # 0.8 + 4 x 0.4
  +2.4 > PA 1:11(10) ack 1
`,
);

conversation(
  'a peer that acknowledges nothing for two minutes is given up',
  `${ACCEPTED}
  +0  send 10
  0   > PA 1:11(10) ack 1
  1   > PA 1:11(10) ack 1
  3   > PA 1:11(10) ack 1
  7   > PA 1:11(10) ack 1
  15  > PA 1:11(10) ack 1
  31  > PA 1:11(10) ack 1
  63  > PA 1:11(10) ack 1
  122 event none
  123 event closed timed-out
  123 quiet
`,
);

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

conversation(
  'after a pause the flight begins anew (RFC 5681 4.1)',
  `${FLIGHT}
  +0.1 < A 1:1(0) ack 10221
  +0   > A 10221:11681(1460) ack 1
  +0   > A 11681:13141(1460) ack 1
  +0   > A 13141:14601(1460) ack 1
  +0   > A 14601:16061(1460) ack 1
  +0   > A 16061:17521(1460) ack 1
  +0   > A 17521:18981(1460) ack 1
  +0.1 < A 1:1(0) ack 18981
  +0   > PA 18981:20441(1460) ack 1
  +0.1 < A 1:1(0) ack 20441
  +60  send 14600
  +0   > A 20441:21901(1460) ack 1
  +0   > A 21901:23361(1460) ack 1
  +0   > A 23361:24821(1460) ack 1
`,
);

conversation(
  '«fragmentation needed» makes segments smaller, at once and for good',
  `${ACCEPTED}
  +0   send 2920
  +0   > A 1:1461(1460) ack 1
  +0   > PA 1461:2921(1460) ack 1
  +0   icmp 3 4 1 1400
  +0   > A 1:1361(1360) ack 1
  +0   > A 1361:2721(1360) ack 1
  +0   > PA 2721:2921(200) ack 1
  +0   icmp 3 4 1361 0
  +0   > A 1:967(966) ack 1
  +0   > A 967:1933(966) ack 1
  +0   > A 1933:2899(966) ack 1
  +0   > PA 2899:2921(22) ack 1
`,
);

conversation(
  'no router can make them smaller than for an MTU of 296',
  `${ACCEPTED}
  +0   send 600
  +0   > PA 1:601(600) ack 1
  +0   icmp 3 4 1 40
  +0   > A 1:257(256) ack 1
  +0   > A 257:513(256) ack 1
  +0   > PA 513:601(88) ack 1
`,
);

conversation(
  'keep-alive: probes after the pause, and the end when none is answered',
  `${ACCEPTED}
  10   > A 0:0(0) ack 1
  10   < A 1:1(0) ack 1
  20   > A 0:0(0) ack 1
  22   > A 0:0(0) ack 1
  24   > A 0:0(0) ack 1
  25   event none
  26   event closed timed-out
  26   quiet
`,
  { keepAlive: { idle: seconds(10), interval: seconds(2), probes: 3 } },
);

conversation(
  'a lower bound for the timeout can be dared',
  `${ACCEPTED}
  +0    send 10
  +0    > PA 1:11(10) ack 1
  +0.05 < A 1:1(0) ack 11
  +0    send 10
  +0    > PA 11:21(10) ack 1
  +0.2  > PA 11:21(10) ack 1
`,
  { retransmissionMin: milliseconds(200) },
);

conversation(
  'duplicates of what a timeout repeated in vain mean no loss (RFC 6582 3.2)',
  `${ACCEPTED}
  +0   send 4380
  +0   > A 1:1461(1460) ack 1
  +0   > A 1461:2921(1460) ack 1
  +0   > PA 2921:4381(1460) ack 1
  +1   > A 1:1461(1460) ack 1
  +0.1 < A 1:1(0) ack 4381
  +0   send 8760
  +0   > A 4381:5841(1460) ack 1
  +0   > A 5841:7301(1460) ack 1
  +0   < A 1:1(0) ack 4381
  +0   > A 7301:8761(1460) ack 1
  +0   < A 1:1(0) ack 4381
  +0   > A 8761:10221(1460) ack 1
  +0   < A 1:1(0) ack 4381
  +0   < A 1:1(0) ack 4381
  +0   < A 1:1(0) ack 4381
  +1   < A 1:1(0) ack 10221
  +0   > A 10221:11681(1460) ack 1
  +0   > PA 11681:13141(1460) ack 1
`,
);

conversation(
  'of the partial acknowledgements only the first restarts the timer (RFC 6582 3.2)',
  `${FLIGHT}
  +0.1 < A 1:1(0) ack 2921
  +0   > A 10221:11681(1460) ack 1
  +0   < A 1:1(0) ack 2921
  +0   > A 11681:13141(1460) ack 1
  +0   < A 1:1(0) ack 2921
  +0   > A 2921:4381(1460) ack 1
  +0.5 < A 1:1(0) ack 4381
  +0   > A 4381:5841(1460) ack 1
  +0.5 < A 1:1(0) ack 5841
  +0   > A 5841:7301(1460) ack 1
  +0.5 > A 5841:7301(1460) ack 1
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
  'the window of a SYN,ACK is not scaled, and no scale goes beyond 14',
  `
  0    connect
  0    > S 0:0(0)
  0    send 6000
  +0.1 < SA 0:0(0) ack 1 win 1000 mss 1460 scale 255
  +0   > A 1:1001(1000) ack 1
  +0   < A 1:1(0) ack 1001 win 1
  +0   > A 1001:2461(1460) ack 1
  +0   > A 2461:3921(1460) ack 1
  +0   > A 3921:5381(1460) ack 1
`,
);

conversation(
  'no keep-alive while data is on its way: that tells as much',
  `${ACCEPTED}
  +0   send 10
  +0   > PA 1:11(10) ack 1
  +0.7 event none
  1    > PA 1:11(10) ack 1
  3    > PA 1:11(10) ack 1
  3.1  < A 1:1(0) ack 11
  4.6  > A 10:10(0) ack 1
`,
  { keepAlive: { idle: milliseconds(1_500), interval: seconds(60), probes: 3 } },
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
  'who has closed is not told of room',
  `${ACCEPTED}
  +0   event none
  +0   send 1500 takes 1000
  +0   > PA 1:1001(1000) ack 1
  +0   close
  +0   > FA 1001:1001(0) ack 1
  +0.1 < A 1:1(0) ack 1001
  +0   event none
`,
  { sendBufferOctets: 1000 },
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
