import { FLOODS } from './floods.ts';

/** A process of its own, as an attacker's machine is: `attacker.ts <flood> <url> <from> <milliseconds>`. */
const [name = '', url = '', from = '', durationMs = ''] = process.argv.slice(2);
const flood = FLOODS[name];
if (!flood) throw new Error(`no flood is called ${name}`);
console.log('attacking');
console.log(await flood({ url, from }, performance.now() + Number(durationMs)));
process.exit(0);
