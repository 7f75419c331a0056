import { milliseconds } from '@rtemu/engine/time';
import { ACCEPTED, conversation } from './script.suite.js';

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
