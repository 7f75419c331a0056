import { printFault } from './lab.js';
import { type LabFileOptions, readLab } from './lab-file.js';

const MODELS: Readonly<Record<string, readonly string[]>> = {
  RTX1210: ['lan1', 'lan2', 'lan3', 'bri1'],
  RTX830: ['lan1', 'lan2'],
};

export const options: LabFileOptions = {
  routerPorts: ({ model, firmware }) =>
    firmware === 'Rev.1'
      ? { key: 'firmware', message: `${model} never had Rev.1; there is Rev.2` }
      : (MODELS[model] ?? { key: 'model', message: `unknown model "${model}"; did you mean "RTX1210"?` }),
  compilePattern: (source, flags) => {
    try {
      return new RegExp(source, flags);
    } catch {
      return undefined;
    }
  },
};

export const WHOLE = `
name: office
message: |
  Two PCs.
seed: 7
topology:
  defaults:
    model: RTX1210
  kinds:
    router:
      firmware: Rev.14.01.42
    pc: {gateway: 172.16.1.254}
  nodes:
    rt-a:
      kind: router
      startup-config: rt-a.txt
    rt-b:
      kind: router
      model: RTX830
      startup-config: |
        ip lan1 address 192.168.1.1/24
        save
    sw: {kind: switch, ports: 4}
    pc1:
      kind: pc
      address: 172.16.1.1/24
      vpn:
        office: {server: 172.16.0.1, username: pc1, password: "01", authentication: [chap, mschap-v2], encryption: mppe-128}
        plain: {server: 172.16.0.1, username: pc1, password: x, authentication: pap, encryption: none}
    net:
      kind: internet
      interfaces: {eth1: 172.16.1.254/24, eth2: 172.16.0.254/24}
      routes: [{to: default, via: 172.16.0.1}]
      listen: [tcp 80, udp 5000]
      dns: [203.0.113.53]
  links:
    - endpoints: ["rt-a:lan1", "sw:1"]
    - {endpoints: [pc1:eth0, net:eth1], delay: 10ms, jitter: 2ms, loss: 1%, forward: {rate: 10Mbit}, state: down}
setup:
  - wait: 5s
steps:
  - {node: pc1, type: vpn connect office, expect: connected, within: 20s, every: 1s, name: dial}
  - node: rt-a
    type: |
      administrator

      show status pp anonymous
    expect: [/connected/i, "192.168.0.4"]
    reject: error
  - {node: rt-a, press: ctrl-c}
  - {link: net:eth1, state: up, backward: {corruption: 0.5%}}
`;

/** The complaints about a lab file. */
export const complaintsAbout = (text: string) => {
  const result = readLab(text, options);
  return result.ok ? [] : result.faults.map((fault) => printFault('lab.yaml', fault));
};
