const CLASS = '1..16';
const PORTS = '<port:Ports|*> [<port:Ports|*>]';
const FLOW = `<source:FilterAddress> [<destination:FilterAddress> [<protocol:FilterProtocol> [${PORTS}]]]`;
const FLOW_6 = `<source:Ipv6Pattern> [<destination:Ipv6Pattern> [<protocol:FilterProtocol> [${PORTS}]]]`;
const DPI = 'dpi <source:FilterAddress> [<destination:FilterAddress> [<application:Name>]]';
const DPI_6 = 'dpi <source:Ipv6Pattern> [<destination:Ipv6Pattern> [<application:Name>]]';

/** Manual chapter 26: priority and bandwidth. */
export const CHAPTER_26 = (): string => `
26.1 speed {interface:Interface} <speed:Bandwidth>
  on * -early
  ja インタフェースの速度を設定します
  en Set the speed of an interface
26.1 speed pp <speed:Bandwidth>
  on * -NVR500 -netvolante -early
  in pp
  initial 0
  ja PPの速度を設定します
  en Set the speed of the PP
26.2 queue class filter {number:1..2147483647} (<class:${CLASS}|precedence|dscp|SubClass> [mapping=<mapping:Mapping*>] [cos=<cos:precedence|0..7>] (ip (${DPI} | ${FLOW}) | ipv6 (${DPI_6} | ${FLOW_6})) | <class:${CLASS}> <family:ipx|bridge> <what:Name>...)
  on * -early
  ja クラス分けのためのフィルターを設定します
  en Set which packets belong to a class
26.3 queue {interface:Interface} type <type:fifo|priority|cbq|wfq|shaping> [shaping-level=<level:1..2>]
  on * -early
  initial fifo
  ja キューイングアルゴリズムのタイプを設定します
  en Set how packets queue at an interface
26.3 queue pp type <type:fifo|priority|cbq|wfq|shaping>
  on * -early
  in pp
  initial fifo
  ja PPのキューイングアルゴリズムのタイプを設定します
  en Set how packets queue at the PP
26.4 ppp mp interleave [<milliseconds:Number>] <use:on|off>
  on * -RTX830 -RTX1220 -RTX1300 -early
  in pp
  initial off
  ja MPインタリーブを設定します
  en Let small packets pass between the fragments of large ones
26.5 queue {interface:Interface} class filter list <filter:1..2147483647>...
  on * -early
  ja インタフェースに適用するクラス分けフィルターを設定します
  en Use class filters at an interface
26.5 queue pp class filter list <filter:1..2147483647>...
  on * -early
  in pp
  ja PPに適用するクラス分けフィルターを設定します
  en Use class filters at the PP
26.5 queue tunnel class filter list <filter:1..2147483647>...
  on current rev10 rev8 RTX1000 nvr
  in tunnel
  ja トンネルに適用するクラス分けフィルターを設定します
  en Use class filters at the tunnel
26.6 queue {interface:Interface} length <length:1..10000>...16 [drop-threshold=<threshold:Percent*>]
  on * -early
  ja クラスごとのキューの長さを設定します
  en Set how many packets of each class may wait
26.6 queue pp length <length:1..10000>...16
  on * -early
  in pp
  ja PPのクラスごとのキューの長さを設定します
  en Set how many packets of each class may wait at the PP
26.7 queue {interface:Interface} length secondary {primary:[primary=<class:1..100>]} <length:1..10000>...4
  on RTX1210 rev10 rev8 NVR510 NVR700W
  ja 第2階層クラスのキューの長さを設定します
  en Set how many packets of each class of the second level may wait
26.8 queue {interface:Interface} default class <class:${CLASS}>
  on * -early
  initial 2
  ja デフォルトクラスを設定します
  en Set the class of packets that fit no filter
26.8 queue pp default class <class:${CLASS}>
  on * -early
  in pp
  initial 2
  ja PPのデフォルトクラスを設定します
  en Set the class of packets that fit no filter of the PP
26.8 queue tunnel default class <class:${CLASS}>
  on current
  in tunnel
  initial 2
  ja トンネルのデフォルトクラスを設定します
  en Set the class of packets that fit no filter of the tunnel
26.9 queue {interface:Interface} default class secondary {primary:[primary=<class:1..100>]} <class:1..4>
  on RTX1210 rev10 rev8 NVR510 NVR700W
  initial 2
  ja 第2階層のデフォルトクラスを設定します
  en Set the default class of the second level
26.10 queue {interface:Interface} class property {class:${CLASS}} ([bandwidth=<bandwidth:ngn|Bandwidth*>] [parent=<class:0..16>] [borrow=<borrow:on|off>] [maxburst=<packets:1..10000>] [minburst=<packets:1..10000>] [packetsize=<octets:1..10000>] | type=priority)
  on * -netvolante -early
  ja クラスの属性を設定します
  en Set the bandwidth of a class
26.10 queue pp class property {class:${CLASS}} ([bandwidth=<bandwidth:ngn|Bandwidth*>] [parent=<class:0..16>] [borrow=<borrow:on|off>] [maxburst=<packets:1..10000>] [minburst=<packets:1..10000>] [packetsize=<octets:1..10000>])
  on * -NVR500 -netvolante -early
  in pp
  ja PPのクラスの属性を設定します
  en Set the bandwidth of a class at the PP
26.11 queue {interface:Interface} class control {class:${CLASS}} [except <address:IpRange>...] [forwarding=<class:reject|1..16>] [watch=<watch:source|destination>] [threshold=<threshold:Threshold>] [time=<seconds:infinity|10..604800>] [mode=<mode:forced|adaptive>] [trigger=<trigger:winny|share|masquerade-session|Name>] [notice=<notice:on|off>]
  on current rev10 rev8 nvr
  ja 動的なクラス変更を設定します
  en Move hosts that send too much to another class
`;
