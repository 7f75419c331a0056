import { type Duration, milliseconds } from '@rtemu/engine/time';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT, type Host, Unusable } from './host.js';
import { readSeed, readSeeds } from './lab-run/seeds.js';

const VERSION = '0.1.0';

const EXAMPLES = `
Examples:
  rtemu lab up office.yaml                      a lab in real time, and a console in this terminal
  rtemu lab run office.yaml --capture out       the same lab in virtual time, checked; captures for Wireshark
  rtemu lab up office.yaml --capture rt-a:lan1,rt-a:pp1 - | wireshark -k -i -
  rtemu console --model RTX1210                 one router, as it comes from the factory
  rtemu console --model RTX830 my-router.txt    one router with your configuration
  rtemu explain office.yaml                     why its VPNs do not come up
  rtemu replay my-router.txt --model RTX830     what that model would say to each of your lines
  rtemu diff before.txt after.txt               the commands that make one of the other
  rtemu commands pptp --model RTX830            what there is to type, and what comes of it here
  rtemu replay 'configs/*.txt' --format junit   the same of many files, for a CI server

Exit codes:
  0  fine: all steps passed, all lines were accepted
  1  a step of a lab failed, a line was refused, or a VPN is down
  2  unusable: wrong arguments, a lab file with mistakes, a file that cannot be read
 70  a mistake of rtemu itself; it prints the seed that shows it again`;

const EXPLAIN_HELP = `
The lab is set up in virtual time. Then every VPN that is not up is dialled: PPs that are clients by what connect N does, and
the VPN connections of PCs. What is down is told with its one cause, the node where that lies, and what to do there.`;

const CONSOLE_KEYS = `
At a terminal the keys are those of the router: Tab completes, ? tells what may follow, Ctrl-A/E/B/F/P/N/D/H/K/U/W edit,
Ctrl-R shows the line again, Ctrl-C stops a command. Ctrl-] leaves. Lines that begin with a colon are for rtemu:

  :nodes   :node NAME   :links   :link NODE:PORT down|up   :impair NODE:PORT loss=5%   :memory NODE:usb1 out|in   :explain
  :interrupt   :wait 5s   :quit   :help

When the input is no terminal, its lines are typed one after the other, each when the command before has ended; prompts and
answers are printed, and the program ends with the input:

  printf 'administrator\\n\\nshow config\\n' | rtemu console --model RTX1210`;

const SCREEN_KEYS = `
On the screen, Tab leads from pane to pane, the arrows choose, Enter leads to the console of a node and Ctrl-] back, x cuts a
link, i impairs it, m mends it, v tells all of it, l shows the log, / filters it, L is Japanese or English, : takes a
command, ? tells the rest, q leaves. It needs 40 columns and 10 rows; NO_COLOR is obeyed. With --plain, or where TERM is dumb,
there is one console at a time.
`;

const LAB_RUN_HELP = `
One lab tells each step as it is played. Several, or one from several seeds, are a table with a row a lab, and beneath it
what failed. A lab that leads out of itself is then passed over, and with --impair one that says loss-matters: true.

  rtemu lab run office.yaml
  rtemu lab run 'labs/*/lab.yaml' --seeds 1-5 --impair loss=10%,duplication=10%,reordering=10%
  rtemu lab run 'labs/*.yaml' --capture out              out/LAB/NODE.pcapng; one lab alone: out/NODE.pcapng
  rtemu lab run office.yaml --ladder office.svg --ladder-layers pptp,ppp
  rtemu lab run office.yaml --capture rt-a:lan1 a.pcapng at interfaces of one lab, into the file; - is standard output`;

function seedOrInvalid(text: string): number {
  const seed = readSeed(text);
  if (seed === undefined) throw new InvalidArgumentError('A seed is a whole number from 0 to 4294967295.');
  return seed;
}

function seedsOrInvalid(text: string): readonly number[] {
  const seeds = readSeeds(text);
  if (typeof seeds === 'string') throw new InvalidArgumentError(seeds);
  return seeds;
}

function durationOrInvalid(text: string): Duration {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  if (digits === undefined) throw new InvalidArgumentError('A time is a number and its unit: 500ms, 60s, 2m.');
  return milliseconds(Number(digits) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit as 'ms']!);
}

/** One rule for every command that speaks both languages. */
const languageOption = (ofWhat: string) => new Option('--lang <language>', ofWhat).choices(['ja', 'en']).default('en');
const seedOption = () => new Option('--seed <number>', 'for everything left to chance').argParser(seedOrInvalid);
const formatOption = () => new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text');
const stateOption = () =>
  new Option('--state <directory>', 'keep what routers save there, and start from it (otherwise it is forgotten)');
const memoryOption = (slot: string, what: string) =>
  new Option(
    `--${slot} <directory>`,
    `a folder that is ${what}: it is read, and what the router writes is written there`,
  );
const linkOption = () =>
  new Option(
    '--link <port=way>',
    'lead a port out of the lab: rt-a:lan1=udp:local=5001,remote=5002, lan2=stream:listen=5003',
  )
    .argParser((way: string, others: string[]) => [...others, way])
    .default([], 'none');
const telnetOption = () =>
  new Option(
    '--telnet <[address:]port>',
    "let the consoles be reached by telnet: the first node's at this port of 127.0.0.1 or another address, the next at the next",
  );
const sshOption = () =>
  new Option('--ssh <[address:]port>', 'the same by SSH, for routers with `sshd service on` and users');
const captureOption = () =>
  new Option('--capture <where>', 'a directory for a pcapng file of every node; or NODE:INTERFACE,..., into the file');
const CAPTURE_FILE = ['[capture-file]', 'where a capture at interfaces goes to; - is the standard output'] as const;

/**
 * The commands. What they need is imported when they are called: the prompt of a console should not wait for the reader of
 * lab files.
 * @param wanted the first argument: when it names a command, the others are left out
 */
function commandsOf(host: Host, wanted: string | undefined, finish: (code: number) => void): Command {
  const program = new Command('rtemu')
    .description('Yamaha RT-series routers with their consoles, and labs of them, in virtual or real time.')
    .version(VERSION)
    .addHelpText('after', EXAMPLES);

  const adding: Readonly<Record<string, () => void>> = {
    lab: () => {
      const lab = program
        .command('lab')
        .description('run a lab: routers, PCs and the network between them, from one YAML file');
      lab
        .command('run')
        .description('play the steps of a lab in virtual time and tell which of them passed')
        .argument('<lab.yaml...>', 'labs; patterns, too; and behind them the file for a capture at interfaces')
        .addOption(seedOption())
        .addOption(
          new Option('--seeds <numbers>', 'one run from each: 1-5 or 1,7,42')
            .argParser(seedsOrInvalid)
            .conflicts('seed'),
        )
        .option('--impair <how>', 'over worse lines: loss=10%,delay=20ms, or whatever a link of a lab may have')
        .addOption(captureOption())
        .addOption(formatOption())
        .option('--ladder <file>', 'draw who said what to whom: FILE.svg, or FILE.mmd for Mermaid')
        .option(
          '--ladder-layers <layers>',
          'only these: pptp, ppp, tcp, icmp, data, ..., all (otherwise all that is worth telling)',
        )
        .option('--ladder-span <from-to>', 'only what was sent in this span of virtual time: 0s-30s')
        .addHelpText('after', LAB_RUN_HELP)
        .action(async (words, options) => {
          const [{ labRun }, { makeNodes }] = await Promise.all([
            import('./commands/lab-run.js'),
            import('@rtemu/emulator/make-nodes'),
          ]);
          finish(await labRun(host, words, options, makeNodes));
        });
      lab
        .command('up')
        .description('bring a lab up in real time: nodes, links, sessions, logs and consoles on one screen')
        .argument('<lab.yaml>')
        .argument(...CAPTURE_FILE)
        .option('--node <name>', 'the node to begin at (otherwise the first router)')
        .option('--plain', 'one console that has the terminal to itself, and not the screen of the whole lab')
        .addOption(languageOption('of the screen'))
        .addOption(seedOption())
        .addOption(captureOption())
        .addOption(stateOption())
        .option('--write-memories', "write what routers change on usb1: and sd1: into the lab's folders")
        .addOption(linkOption())
        .addOption(telnetOption())
        .addOption(sshOption())
        .addHelpText('after', SCREEN_KEYS + CONSOLE_KEYS)
        .action(async (file, captureFile, options) => {
          const [{ labUp }, { makeNodes }] = await Promise.all([
            import('./commands/lab-up.js'),
            import('@rtemu/emulator/make-nodes'),
          ]);
          finish(await labUp(host, file, captureFile, options, makeNodes));
        });
    },
    explain: () => {
      program
        .command('explain')
        .description('tell of each VPN of a lab whether it comes up, and of those that do not the one cause')
        .argument('<lab.yaml>')
        .option('--node <name>', 'only VPNs with an end there')
        .option('--steps', "play the lab's steps before, not only its setup")
        .addOption(
          new Option('--after <time>', 'how long a VPN may take to come up (otherwise 60s)').argParser(
            durationOrInvalid,
          ),
        )
        .addOption(seedOption())
        .addOption(languageOption('of what is told'))
        .addOption(formatOption())
        .addHelpText('after', EXPLAIN_HELP)
        .action(async (file, options) => {
          const [{ explainLab }, { makeNodes }] = await Promise.all([
            import('./commands/explain.js'),
            import('@rtemu/emulator/make-nodes'),
          ]);
          finish(await explainLab(host, file, options, makeNodes));
        });
    },
    capture: () => {
      program
        .command('capture')
        .description('look on at a lab that is up in another terminal: list its interfaces, or capture at some')
        .argument('[interfaces]', 'NODE:INTERFACE,... (otherwise those that there are are listed)')
        .argument('[file]', 'for the pcapng; - is the standard output, and meant when nothing is said')
        .option('--lab <lab>', 'its name, or the number of its process, when several are up')
        .action(async (interfaces, file, options) => {
          const { captureRunning } = await import('./commands/capture.js');
          finish(await captureRunning(host, interfaces, file, options));
        });
    },
    extcap: () => {
      program
        .command('extcap')
        .description('answer Wireshark, in whose extcap folder console/extcap/rtemu stands for this')
        .option('--extcap-interfaces')
        .option('--extcap-version <version>')
        .option('--extcap-interface <interface>')
        .option('--extcap-dlts')
        .option('--extcap-config')
        .option('--extcap-capture-filter <filter>')
        .option('--capture')
        .option('--fifo <file>')
        .allowUnknownOption()
        .allowExcessArguments()
        .action(async (options) => {
          const { extcap } = await import('./commands/extcap.js');
          finish(await extcap(host, VERSION, options));
        });
    },
    console: () => {
      program
        .command('console')
        .description('sit down at the console of one router')
        .argument('[config]', 'the configuration to start from (otherwise as it comes from the factory)')
        .requiredOption('--model <model>', 'RTX1210, NVR510, ...; rtemu models lists them')
        .option('--firmware <revision>', 'Rev.14.01.42, ... (otherwise the newest that is known)')
        .addOption(seedOption())
        .addOption(stateOption())
        .addOption(memoryOption('usb1', 'the memory in its USB port'))
        .addOption(memoryOption('sd1', 'the card in its microSD slot'))
        .addOption(linkOption())
        .addOption(telnetOption())
        .addOption(sshOption())
        .addHelpText('after', CONSOLE_KEYS)
        .action(async (config, options) => {
          const [{ openConsole }, { makeNodes }] = await Promise.all([
            import('./commands/console.js'),
            import('@rtemu/emulator/make-nodes'),
          ]);
          finish(await openConsole(host, config, options, makeNodes));
        });
    },
    replay: () => {
      program
        .command('replay')
        .description('tell what a model would say to each line of a configuration')
        .argument(
          '<file...>',
          'configurations as people have them: what show config printed, what somebody typed; patterns, too',
        )
        .option('--model <model>', 'RTX1210, NVR510, ...; auto: what the heading of the file names', 'auto')
        .option(
          '--firmware <revision>',
          'Rev.14.01.42, ... (otherwise what the heading names, or the newest that is known)',
        )
        .addOption(
          new Option('--from <start>', 'what the lines are typed into').choices(['blank', 'factory']).default('blank'),
        )
        .addOption(languageOption('of the messages'))
        .addOption(
          new Option('--format <format>', 'how to print it')
            .choices(['text', 'json', 'junit', 'github', 'sarif'])
            .default('text'),
        )
        .addOption(
          new Option(
            '--fail-on <what>',
            'what makes the exit code 1; stored: also lines that are taken and not emulated',
          )
            .choices(['refused', 'stored'])
            .default('refused'),
        )
        .option('--list-stored', 'list the lines that are taken and not emulated')
        .action(async (files, options) => {
          const { replayFiles } = await import('./commands/replay.js');
          finish(await replayFiles(host, files, { ...options, version: program.version() ?? '' }));
        });
    },
    diff: () => {
      program
        .command('diff')
        .description('print the commands that make one configuration of another')
        .argument('<from>')
        .argument('<to>')
        .option('--model <model>', 'RTX1210, NVR510, ...; auto: what the heading of the second file names', 'auto')
        .option(
          '--firmware <revision>',
          'Rev.14.01.42, ... (otherwise what the heading names, or the newest that is known)',
        )
        .action(async (from, to, options) => {
          const { diff } = await import('./commands/diff.js');
          finish(diff(host, from, to, options));
        });
    },
    commands: () => {
      program
        .command('commands')
        .description('list the commands of the routers, and how much of each is emulated')
        .argument('[prefix...]', 'only those that begin so: pptp, ip filter, ...')
        .option('--model <model>', 'only those of this model, with its ranges')
        .option('--firmware <revision>', 'Rev.14.01.42, ... (otherwise the newest that is known)')
        .addOption(languageOption('of the explanations'))
        .action(async (prefix, options) => {
          const { commands } = await import('./commands/commands.js');
          finish(commands(host, prefix, options));
        });
    },
    models: () => {
      program
        .command('models')
        .description('list the models, their interfaces and their PPTP sessions')
        .addOption(formatOption())
        .action(async ({ format }) => {
          const { models } = await import('./commands/models.js');
          finish(models(host, format));
        });
    },
  };
  // Each takes a while to describe, and one is enough when it is named.
  if (wanted !== undefined && Object.hasOwn(adding, wanted)) adding[wanted]!();
  else for (const add of Object.values(adding)) add();
  return program;
}

/** Runs the program with these arguments (without those of Node). Returns its exit code. */
export async function run(args: readonly string[], host: Host): Promise<number> {
  let code: number = EXIT.fine;
  const program = commandsOf(host, args[0], (result) => {
    code = result;
  });
  for (const command of everyCommandOf(program))
    command
      .exitOverride()
      .showHelpAfterError('(add --help for help)')
      .configureOutput({
        writeOut: (text) => host.output.write(text),
        writeErr: (text) => host.error.write(text),
        outputError: (text, write) => write(text.replace(/^error: /, 'rtemu: ')),
      });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.unusable;
    if (!(error instanceof Unusable)) throw error;
    // A line with its own place in a file names the file; anything else is in the program's name.
    for (const line of error.message.split('\n'))
      host.error.write(/^\S+:\d+:\d+: /.test(line) ? `${line}\n` : `rtemu: ${line}\n`);
    return EXIT.unusable;
  }
}

const everyCommandOf = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommandOf)];
