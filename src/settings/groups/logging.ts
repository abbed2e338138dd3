import { toNumber, within } from '../bounds.ts';
import { intervalOf } from '../intervals.ts';
import { custom, whole } from '../kinds.ts';
import { grouped } from '../setting.ts';

const steps = { whole: true, least: 0 } as const;

/** What is written down while it trains. */
export const logging = grouped('logging', {
  logEvery: whole(
    {
      title: 'steps between logged losses',
      meaning: 'steps between lines of steps.jsonl',
      default: 10,
      placeholder: 'steps',
      usual: [1, 1000],
    },
    1,
  ),
  probeEvery: custom<number>(
    {
      title: 'steps between probes',
      meaning: 'steps between looks into the layers (layers.jsonl); 0 or none: at step 0 and after each epoch only',
      default: 0,
      placeholder: 'steps',
      example: '100',
      control: { kind: 'number', bounds: steps, steps: 'equal', usual: [0, 1000], words: ['none'] },
    },
    'a whole number of steps, or none',
    (received) => {
      const value = received === 'none' || received === null ? 0 : toNumber(received);
      return value !== undefined && within(steps, value) ? value : undefined;
    },
  ),
  checkpointEvery: custom<string>(
    {
      title: 'time between checkpoints',
      meaning: 'steps, or seconds as in 30s, between checkpoints within an epoch; none: at the end of each epoch only',
      default: '30s',
      placeholder: 'n',
      example: '500',
      control: { kind: 'text' },
    },
    'a whole number of steps, seconds as in 30s, or none',
    (received) => {
      const text = received === null ? 'none' : typeof received === 'number' ? String(received) : received;
      return typeof text === 'string' && (text === 'none' || intervalOf(text)) ? text : undefined;
    },
  ),
});
