import { readdirSync, readFileSync } from 'node:fs';

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

/** Processor seconds that a process and everything it has started have taken so far. */
export function cpuSecondsOf(root: number): number {
  const processes = new Map<number, Process>();
  for (const entry of readdirSync('/proc')) {
    const process = /^\d+$/.test(entry) ? readProcess(Number(entry)) : null;
    if (process) processes.set(Number(entry), process);
  }
  const isOfTree = (pid: number): boolean => {
    if (pid === root) return true;
    const process = processes.get(pid);
    return process !== undefined && isOfTree(process.parent);
  };
  return [...processes].reduce((sum, [pid, { seconds }]) => (isOfTree(pid) ? sum + seconds : sum), 0);
}
