import type { TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';
import type { Reporter } from 'vitest/reporters';

/**
 * Prints at the end which tests were skipped, and for want of what. One that was skipped without a reason (see needs.ts)
 * fails the run: nobody would ever miss it.
 */
export default class SkippedReporter implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    // Whoever names the tests to run knows what is left out.
    if (!this.vitest || this.vitest.config.testNamePattern) return;
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const counts = new Map<string, number>();
    for (const test of skipped) {
      const reason = reasonOf(test);
      if (reason === undefined) process.exitCode = 1;
      const line = reason ? `skipped for want of ${reason}` : `skipped without a reason: ${test.fullName}`;
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
    for (const [line, n] of counts) this.vitest.logger.log(` ${n} test${n === 1 ? '' : 's'} ${line}`);
  }
}

/** What it says itself, or a suite around it. */
function reasonOf(test: TestCase): string | undefined {
  for (let task: TestCase | TestSuite | TestModule = test; task.type !== 'module'; task = task.parent) {
    const { missing } = task.meta();
    if (missing !== undefined) return missing;
  }
  return undefined;
}
