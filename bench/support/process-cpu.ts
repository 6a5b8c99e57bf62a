import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** Linux counts processor time in hundredths of a second: `getconf CLK_TCK`. */
const TICKS_PER_SECOND = 100;

interface Process {
  readonly parent: number;
  readonly seconds: number;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name may hold spaces and parentheses. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
  } catch {
    // It ended while we looked.
    return null;
  }
}

function readProcesses(): ReadonlyMap<number, Process> {
  const processes = new Map<number, Process>();
  for (const entry of readdirSync('/proc')) {
    const process = /^\d+$/.test(entry) ? readProcess(Number(entry)) : null;
    if (process) processes.set(Number(entry), process);
  }
  return processes;
}

/** A process and everything it has started, by their ids. */
function treeOf(root: number): ReadonlyMap<number, Process> {
  const processes = readProcesses();
  const isOfTree = (pid: number): boolean => {
    if (pid === root) return true;
    const process = processes.get(pid);
    return process !== undefined && isOfTree(process.parent);
  };
  return new Map([...processes].filter(([pid]) => isOfTree(pid)));
}

/** Processor seconds that a process and everything it has started have taken so far. */
export const cpuSecondsOf = (root: number): number =>
  [...treeOf(root).values()].reduce((sum, { seconds }) => sum + seconds, 0);

const LEAST_PRIORITY = 19;

/** Lets every other process go first. Threads that somebody has put first, as those of sound, stay there. */
export function yieldToOthers(root: number): void {
  try {
    // Linux shares time out among sessions before it looks at priorities within them; a browser has its own session.
    // https://man7.org/linux/man-pages/man7/sched.7.html, “The autogroup feature”
    writeFileSync(`/proc/${root}/autogroup`, String(LEAST_PRIORITY));
  } catch {
    // A kernel without autogroups has only priorities.
  }
  for (const pid of treeOf(root).keys()) {
    for (const thread of threadsOf(pid)) yieldThread(thread);
  }
}

function threadsOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    // It ended while we looked.
    return [];
  }
}

function yieldThread(thread: number): void {
  try {
    if (getPriority(thread) >= 0) setPriority(thread, LEAST_PRIORITY);
  } catch {
    // So did this one.
  }
}
