import { milliseconds } from '@rtemu/engine/time';
import { ACCEPTED, conversation } from './script.suite.js';

conversation(
  'an acknowledgement waits 100 ms for company',
  `${ACCEPTED}
  +1   < PA 1:11(10) ack 1
  +0.1 > A 1:1(0) ack 11
  +0   event readable
`,
);

conversation(
  '... or as long as one says',
  `${ACCEPTED}
  +1   < PA 1:11(10) ack 1
  +0.2 > A 1:1(0) ack 11
`,
  { acknowledgementDelay: milliseconds(200) },
);

conversation(
  'data takes the acknowledgement along',
  `${ACCEPTED}
  +1    < PA 1:11(10) ack 1
  +0.05 send 3
  +0    > PA 1:4(3) ack 11
  +0.5  < A 11:11(0) ack 4
`,
);

conversation(
  'every second segment is acknowledged at once',
  `${ACCEPTED}
  +0   < A 1:1461(1460) ack 1
  +0   < A 1461:2921(1460) ack 1
  +0   > A 1:1(0) ack 2921
  +0   < A 2921:4381(1460) ack 1
  +0.1 > A 1:1(0) ack 4381
`,
);

conversation(
  'what comes early is kept, told at once, and acknowledged at once when the gap closes',
  `${ACCEPTED}
  +0   < A 1461:2921(1460) ack 1
  +0   > A 1:1(0) ack 1
  +0   < A 4381:5841(1460) ack 1
  +0   > A 1:1(0) ack 1
  +0   event none
  +0   < A 1:1461(1460) ack 1
  +0   > A 1:1(0) ack 2921
  +0   event readable
  +0   < A 2921:4381(1460) ack 1
  +0   > A 1:1(0) ack 5841
  +0   read 5840
`,
);

conversation(
  'segments that overlap each other and the past give each octet once',
  `${ACCEPTED}
  +0   < A 1:101(100) ack 1
  +0   < A 51:151(100) ack 1
  +0   > A 1:1(0) ack 151
  +0   < A 1:101(100) ack 1
  +0   > A 1:1(0) ack 151
  +0   < A 201:301(100) ack 1
  +0   > A 1:1(0) ack 151
  +0   < A 251:401(150) ack 1
  +0   > A 1:1(0) ack 151
  +0   < A 101:501(400) ack 1
  +0   > A 1:1(0) ack 501
  +0   read 500
`,
);

conversation(
  'the window closes on a user who does not read, and opens when it is worth a segment',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 2000
  0    < A 1:1(0) ack 1
  +0   event accepted
  +0   < A 1:1001(1000) ack 1
  +0   < A 1001:2001(1000) ack 1
  +0   > A 1:1(0) ack 2001 win 0
  +0   event readable
  +1   < A 2001:2002(1) ack 1
  +0   > A 1:1(0) ack 2001 win 0
  +0   read 900
  +0   read 100
  +0   > A 1:1(0) ack 2001 win 1000
  +0   read 1000
  +0   > A 1:1(0) ack 2001 win 2000
`,
  { receiveBufferOctets: 2000 },
);

conversation(
  'what lies beyond the window is not kept',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 2000
  0    < A 1:1(0) ack 1
  +0   < A 1:3001(3000) ack 1
  +0.1 > A 1:1(0) ack 2001 win 0
  +0   < A 3001:3101(100) ack 1
  +0   > A 1:1(0) ack 2001 win 0
`,
  { receiveBufferOctets: 2000 },
);

conversation(
  'a FIN into a closed window waits until it opens',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 1000
  0    < A 1:1(0) ack 1
  +0   event accepted
  +0   < FA 1:1001(1000) ack 1
  +0.1 > A 1:1(0) ack 1001 win 0
  +0   event readable
  +0   < FA 1001:1001(0) ack 1
  +0   > A 1:1(0) ack 1001 win 0
  +0   event none
  +0   read 1000
  +0   > A 1:1(0) ack 1001 win 1000
  +0   < FA 1001:1001(0) ack 1
  +0   > A 1:1(0) ack 1002
  +0   event peer-closed
`,
  { receiveBufferOctets: 1000 },
);

conversation(
  'at a closed window acknowledgements and resets still count',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 1000
  0    < A 1:1(0) ack 1
  +0   event accepted
  +0   send 10
  +0   > PA 1:11(10) ack 1
  +0   < A 1:1001(1000) ack 1
  +0.1 > A 11:11(0) ack 1001 win 0
  +0.1 < PA 1001:1002(1) ack 11
  +0   > A 11:11(0) ack 1001 win 0
  +5   < R 1001:1001(0)
  +0   event readable
  +0   event closed reset
`,
  { receiveBufferOctets: 1000 },
);

conversation(
  'a FIN that comes early counts when the gap closes',
  `${ACCEPTED}
  +0   < FPA 11:21(10) ack 1
  +0   > A 1:1(0) ack 1
  +0   state ESTABLISHED
  +0   < PA 1:11(10) ack 1
  +0   > A 1:1(0) ack 22
  +0   event readable
  +0   event peer-closed
  +0   read 20
`,
);

conversation(
  'nothing behind the FIN is kept',
  `${ACCEPTED}
  +0   < FA 11:11(0) ack 1
  +0   > A 1:1(0) ack 1
  +0   < A 11:31(20) ack 1
  +0   > A 1:1(0) ack 1
  +0   < A 1:11(10) ack 1
  +0   > A 1:1(0) ack 12
  +0   event readable
  +0   event peer-closed
  +0   read 10
`,
);

conversation(
  'a FIN before what has come is none',
  `${ACCEPTED}
  +0   < A 11:31(20) ack 1
  +0   > A 1:1(0) ack 1
  +0   < FA 21:21(0) ack 1
  +0   > A 1:1(0) ack 1
  +0   < A 1:11(10) ack 1
  +0   > A 1:1(0) ack 31
  +0   event readable
  +0   event none
`,
);

conversation(
  'urgent data is data in line (RFC 6093)',
  `${ACCEPTED}
  +0   < UPA 1:11(10) ack 1
  +0.1 > A 1:1(0) ack 11
  +0   count urgentReceived 1
  +0   read 10
`,
);

conversation(
  'sequence numbers pass 2^32, data, early data and FIN alike',
  `
  0    listen 1723
  0    < S 4294967285:4294967285(0) win 65535
  0    > SA 0:0(0) ack 4294967286
  0    < A 4294967286:4294967286(0) ack 1
  +0   event accepted
  +0   < A 5:15(10) ack 1
  +0   > A 1:1(0) ack 4294967286
  +0   < A 4294967286:5(15) ack 1
  +0   > A 1:1(0) ack 15
  +0   event readable
  +0   < FA 15:15(0) ack 1
  +0   > A 1:1(0) ack 16
  +0   event peer-closed
`,
);

const GAPS = Array.from({ length: 70 }, (_, i) => {
  const from = 11 + 20 * i;
  return `  +0 < A ${from}:${from + 10}(10) ack 1\n  +0 > A 1:1(0) ack 1\n`;
}).join('');

conversation(
  'of many gaps no more than the limit are kept',
  `${ACCEPTED}${GAPS}
  +0 count earlyOctetsRefused 60
  +0 < A 1:11(10) ack 1
  +0 > A 1:1(0) ack 21
`,
);

conversation(
  'a keep-alive probe draws an acknowledgement',
  `${ACCEPTED}
  +7200 < A 0:0(0) ack 1
  +0    > A 1:1(0) ack 1
  +75   < A 0:1(1) ack 1
  +0    > A 1:1(0) ack 1
`,
);

conversation(
  'an acknowledgement from a peer that has filled the window counts',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 2000
  0    < A 1:1(0) ack 1
  +0   send 10
  +0   > PA 1:11(10) ack 1
  # of 2000 octets the first 1000 are lost
  +0   < A 1001:2001(1000) ack 1
  +0   > A 11:11(0) ack 1
  +0   < A 2001:2001(0) ack 11
  +5   < A 2002:2002(0) ack 11
  +0   > A 11:11(0) ack 1
`,
  { receiveBufferOctets: 2000 },
);

conversation(
  'a peer that has said all is not told of a wider window',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 4000
  0    < A 1:1(0) ack 1
  +0   < FA 1:3001(3000) ack 1
  +0   > A 1:1(0) ack 3002
  +0   read 3000
  +0   state CLOSE-WAIT
`,
  { receiveBufferOctets: 4000 },
);
