import type { TrainingEvent } from './events.ts';
import { Session } from './session/session.ts';
import { type Setup, setUp } from './session/setup.ts';
import type { TrainOptions } from './train-options.ts';

/**
 * Trains a network by mini-batch gradient descent, telling every step and epoch as an event, and every probe where it
 * is asked for. Prints and writes nothing.
 *
 * @throws UserError for options out of range: at the call, so that nothing needs to be undone
 */
export function train(options: TrainOptions): AsyncGenerator<TrainingEvent, void, void> {
  return eventsOf(setUp(options));
}

async function* eventsOf(setup: Setup): AsyncGenerator<TrainingEvent, void, void> {
  const session = await Session.open(setup);
  try {
    yield* session.begin();
    while (!session.isOver) {
      for await (const event of session.epoch()) {
        yield event;
        if (event.type === 'diverged' || event.type === 'stopped') return;
      }
    }
    yield session.end();
  } finally {
    session.close();
  }
}
