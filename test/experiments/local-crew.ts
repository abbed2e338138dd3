import type { Splits } from '../../src/dataset/dataset.ts';
import type { Crew, Job } from '../../src/experiments/job.ts';
import { performJob } from '../../src/experiments/perform.ts';

/** A crew without threads: jobs are done where they are asked for. It remembers them. */
export function localCrew(splits: Splits): Crew & { readonly jobs: Job[] } {
  const jobs: Job[] = [];
  return {
    size: 1,
    jobs,
    perform(job, listen) {
      jobs.push(job);
      return performJob(job, { splits, version: '1.2.3', ...(listen && { listen }) });
    },
  };
}
