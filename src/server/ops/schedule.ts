/** Runs `task` once, `afterMs` from now; returns what cancels it. */
export function schedule(task: () => void, afterMs: number): () => void {
  const timer = setTimeout(task, afterMs);
  return () => clearTimeout(timer);
}
