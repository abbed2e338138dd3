import { cpus, totalmem } from 'node:os';

/** What a figure depends on besides the programs. */
export function machine() {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    v8: process.versions.v8,
    system: `${process.platform} ${process.arch}`,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** One line for a table's caption. */
export function describeMachine(
  /** @type {ReturnType<typeof machine>} */ { cpu, cores, memoryGiB, node, system, date },
) {
  return `${cpu}, ${cores} core${cores > 1 ? 's' : ''}, ${memoryGiB} GiB, ${system}, Node ${node}, ${date}`;
}
