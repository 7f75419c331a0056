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
