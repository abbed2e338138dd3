import type { Splits } from '../../src/dataset/dataset.ts';
import { runTask } from '../../src/experiments/pool/run-task.ts';
import type { Pool, Task } from '../../src/experiments/pool/task.ts';

/** A pool without threads: tasks are done where they are asked for. It remembers them. */
export function localPool(splits: Splits): Pool & { readonly tasks: Task[] } {
  const tasks: Task[] = [];
  return {
    size: 1,
    tasks,
    run(task, listen) {
      tasks.push(task);
      return runTask(task, { splits, version: '1.2.3', ...(listen && { listen }) });
    },
  };
}
