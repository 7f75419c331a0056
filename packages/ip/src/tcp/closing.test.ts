import { seconds } from '@rtemu/engine/time';
import { ACCEPTED, conversation } from './script.suite.js';

conversation(
  'a normal close, ours first (RFC 9293 Figure 12)',
  `${ACCEPTED}
  +1   close
  +0   > FA 1:1(0) ack 1
  +0   state FIN-WAIT-1
  +0.1 < A 1:1(0) ack 2
  +0   state FIN-WAIT-2
  +1   < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +0   state TIME-WAIT
  +0   event peer-closed
  +0   event closed closed
  +240 event none
  +0   quiet
`,
);

conversation(
  'a normal close, the peer first',
  `${ACCEPTED}
  +1   < FA 1:1(0) ack 1
  +0   > A 1:1(0) ack 2
  +0   event peer-closed
  +0   state CLOSE-WAIT
  +1   close
  +0   > FA 1:1(0) ack 2
  +0   state LAST-ACK
  +0.1 < A 2:2(0) ack 2
  +0   event closed closed
  +0   quiet
`,
);

conversation(
  'a simultaneous close (Figure 13)',
  `${ACCEPTED}
  +1   close
  +0   > FA 1:1(0) ack 1
  +0.1 < FA 1:1(0) ack 1
  +0   > A 2:2(0) ack 2
  +0   state CLOSING
  +0   event peer-closed
  +0.1 < A 2:2(0) ack 2
  +0   state TIME-WAIT
  +0   event closed closed
  +240 quiet
`,
);

conversation(
  'a FIN that brings the acknowledgement of ours ends in TIME-WAIT at once',
  `${ACCEPTED}
  +0   close
  +0   > FA 1:1(0) ack 1
  +0.1 < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +0   state TIME-WAIT
`,
);

conversation(
  'a half-close: we have said all, and the peer goes on',
  `${ACCEPTED}
  +0   send 5
  +0   > PA 1:6(5) ack 1
  +0   close
  +0   > FA 6:6(0) ack 1
  +0.1 < A 1:1(0) ack 7
  +1   < PA 1:1001(1000) ack 7
  +0.1 > A 7:7(0) ack 1001
  +0   event readable
  +0   send 5 takes 0
  +60  < PA 1001:1011(10) ack 7
  +0   < FA 1011:1011(0) ack 7
  +0   > A 7:7(0) ack 1012
  +0   event peer-closed
  +0   event closed closed
  +0   read 1010
`,
);

conversation(
  'the other half-close: the peer has said all, and we go on',
  `${ACCEPTED}
  +0   < FA 1:1(0) ack 1
  +0   > A 1:1(0) ack 2
  +0   event peer-closed
  +60  send 100
  +0   > PA 1:101(100) ack 2
  +0.1 < A 2:2(0) ack 101
  +0   send 3000
  +0   > A 101:1561(1460) ack 2
  +0   > A 1561:3021(1460) ack 2
  +0   close
  +0   > FPA 3021:3101(80) ack 2
  +0   state LAST-ACK
  +0.1 < A 2:2(0) ack 3102
  +0   event closed closed
  +0   quiet
`,
);

conversation(
  'the FIN comes behind all data, and again when it is lost',
  `${ACCEPTED}
  +0   send 2000
  +0   > A 1:1461(1460) ack 1
  +0   close
  +0   > FPA 1461:2001(540) ack 1
  +0.1 < A 1:1(0) ack 2001
  +1   > FA 2001:2001(0) ack 1
  +2   > FA 2001:2001(0) ack 1
  +0   < A 1:1(0) ack 2002
  +0   state FIN-WAIT-2
`,
);

conversation(
  'in TIME-WAIT the FIN again is acknowledged again and begins the wait anew',
  `${ACCEPTED}
  +0   close
  +0   > FA 1:1(0) ack 1
  +0   < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +200 < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +200 < A 2:2(0) ack 2
  +0   state TIME-WAIT
  +41  quiet
`,
);

conversation(
  'in TIME-WAIT a SYN beyond all that was received begins a new connection',
  `${ACCEPTED}
  +0   close
  +0   > FA 1:1(0) ack 1
  +0   < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +1   < S 1:1(0) win 65535
  +0   > A 2:2(0) ack 2
  +1   < S 70000:70000(0) win 65535 mss 1460
  +0   > SA 500000:500000(0) ack 70001
`,
);

conversation(
  '... whose numbers begin beyond those of the old one, even when the clock is slower',
  `${ACCEPTED}
  +0   send 1000
  +0   > PA 1:1001(1000) ack 1
  +0   close
  +0   > FA 1001:1001(0) ack 1
  +0   < FA 1:1(0) ack 1002
  +0   > A 1002:1002(0) ack 2
  +0   < S 70000:70000(0) win 65535 mss 1460
  +0   > SA 1003:1003(0) ack 70001
`,
);

conversation(
  '... but not where nobody listens',
  `
  0    connect
  0    > S 0:0(0)
  +0   < SA 0:0(0) ack 1 win 65535
  +0   > A 1:1(0) ack 1
  +0   close
  +0   > FA 1:1(0) ack 1
  +0   < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +0   < S 70000:70000(0) win 65535
  +0   > A 2:2(0) ack 2
  +0   state TIME-WAIT
`,
);

conversation(
  'TIME-WAIT can be made short',
  `${ACCEPTED}
  +0   close
  +0   > FA 1:1(0) ack 1
  +0   < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +1   quiet
`,
  { timeWait: seconds(1) },
);

conversation(
  'who dismisses a connection answers data with a reset',
  `${ACCEPTED}
  +0   send 5
  +0   > PA 1:6(5) ack 1
  +0   dismiss
  +0   > FA 6:6(0) ack 1
  +0.1 < A 1:1(0) ack 7
  +0   state FIN-WAIT-2
  +0   < PA 1:11(10) ack 7
  +0   > RA 7:7(0) ack 1
  +0   event closed aborted
  +0   quiet
`,
);

conversation(
  'who dismisses a connection with unread data resets it',
  `${ACCEPTED}
  +0   < PA 1:11(10) ack 1
  +0   event readable
  +0   dismiss
  +0   > RA 1:1(0) ack 11
  +0   event closed aborted
  +0   quiet
`,
);

conversation(
  'a dismissed connection whose peer never closes is forgotten after a minute',
  `${ACCEPTED}
  +0   dismiss
  +0   > FA 1:1(0) ack 1
  +0   < A 1:1(0) ack 2
  +59  state FIN-WAIT-2
  +1   event closed closed
  +0   quiet
`,
);

conversation(
  'dismissed again and again it is forgotten no later',
  `${ACCEPTED}
  +0   dismiss
  +0   > FA 1:1(0) ack 1
  +0   < A 1:1(0) ack 2
  +40  dismiss
  +19  dismiss
  +1   event closed closed
  +0   quiet
`,
);

conversation(
  'half-closed first and dismissed later is forgotten as well',
  `${ACCEPTED}
  +0   close
  +0   > FA 1:1(0) ack 1
  +0   < A 1:1(0) ack 2
  +999 state FIN-WAIT-2
  +0   dismiss
  +60  event closed closed
  +0   quiet
`,
);

conversation(
  'an abort resets at the next octet',
  `${ACCEPTED}
  +0   send 5
  +0   > PA 1:6(5) ack 1
  +0   abort
  +0   > RA 6:6(0) ack 1
  +0   event closed aborted
  +0   quiet
  +0   < A 1:1(0) ack 6
  +0   > R 6:6(0)
`,
);

conversation(
  'closing, sending and aborting after the end do nothing',
  `${ACCEPTED}
  +0   < RA 1:1(0) ack 1
  +0   event closed reset
  +0   close
  +0   abort
  +0   dismiss
  +0   send 5 takes 0
  +0   event none
  +0   quiet
`,
);

conversation(
  'what had arrived can be read after a reset',
  `${ACCEPTED}
  +0   < PA 1:11(10) ack 1
  +0   < RA 11:11(0) ack 1
  +0   event readable
  +0   event closed reset
  +0   read 10
  +0   quiet
`,
);

conversation(
  'a reset when both have closed loses nothing, and one with data on its way does',
  `${ACCEPTED}
  +0   < FA 1:1(0) ack 1
  +0   > A 1:1(0) ack 2
  +0   event peer-closed
  +0   close
  +0   > FA 1:1(0) ack 2
  +0   < R 2:2(0)
  +0   event closed closed
  +0   quiet
`,
);

conversation(
  'a reset with data on its way loses it',
  `${ACCEPTED}
  +0   < FA 1:1(0) ack 1
  +0   > A 1:1(0) ack 2
  +0   event peer-closed
  +0   send 5
  +0   > PA 1:6(5) ack 2
  +0   close
  +0   > FA 6:6(0) ack 2
  +0   < R 2:2(0)
  +0   event closed reset
  +0   quiet
`,
);

conversation(
  'in TIME-WAIT nobody is asked whether he is alive',
  `${ACCEPTED}
  +0   close
  +0   > FA 1:1(0) ack 1
  +0   < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +1   < FA 1:1(0) ack 2
  +0   > A 2:2(0) ack 2
  +0   < A 2:2(0) ack 2
  +240 quiet
`,
  { keepAlive: { idle: seconds(10), interval: seconds(1), probes: 2 } },
);
