import {
  firstRecord,
  histogram,
  restartRecord,
  type SummaryValue,
  scalar,
  summaryRecord,
} from '../../formats/tensorboard/event.ts';
import { experiment, type SessionStatus, sessionEnd, sessionStart } from '../../formats/tensorboard/hparams.ts';
import type { Network } from '../../nn/network.ts';
import type { EpochMetrics } from '../../training/metrics.ts';
import type { Probe } from '../../training/probes/figures.ts';
import type { LoggedStep } from '../folder/read-run-record.ts';
import type { RunConfig, RunSummary } from '../folder/schema.ts';
import { hparamColumns, hparamMetrics, hparamsOf } from './hparams.ts';
import * as tags from './tags.ts';

const statuses: Record<RunSummary['status'], SessionStatus> = {
  finished: 'success',
  'early-stopped': 'success',
  interrupted: 'unknown',
  diverged: 'failure',
};

/** What a training tells, as records of an event file that TensorBoard reads; steps are updates of the weights. */
export class EventLog {
  private readonly described = new Set<string>();

  /** @param wallTime seconds since 1970 when so many updates were made */
  constructor(private readonly wallTime: (step: number) => number) {}

  /** The first records: the settings, for the HPARAMS tab. */
  begin(config: RunConfig): Uint8Array[] {
    const start = this.wallTime(0);
    const columns = experiment(hparamColumns, hparamMetrics);
    return [firstRecord(start), this.record(0, [columns, sessionStart(hparamsOf(config), start)])];
  }

  step(line: LoggedStep): Uint8Array {
    return this.record(line.step, this.scalars(tags.stepScalars, line));
  }

  epoch(metrics: EpochMetrics): Uint8Array {
    return this.record(metrics.step, this.scalars(tags.epochScalars, metrics));
  }

  probe(probe: Probe): Uint8Array {
    const ofLayers = probe.layers.flatMap((layer) => [
      ...this.scalars(tags.layerScalars, layer, layer.layer),
      ...this.values(tags.layerHistograms, layer, histogram, layer.layer),
    ]);
    return this.record(probe.step, [...this.scalars(tags.probeScalars, probe), ...ofLayers]);
  }

  /** The weights as they are, `step` updates being made. */
  weights(step: number, { denseLayers }: Network): Uint8Array {
    const values = denseLayers.flatMap(({ parameters: { W } }, k) =>
      this.values(tags.weightHistograms, W, histogram, k + 1),
    );
    return this.record(step, values);
  }

  /** What was told of this step and later ones no longer counts. */
  restart(step: number): Uint8Array {
    return restartRecord(this.wallTime(step), step);
  }

  end(step: number, status: RunSummary['status']): Uint8Array {
    return this.record(step, [sessionEnd(statuses[status], this.wallTime(step))]);
  }

  private scalars<From>(figures: readonly tags.TaggedFigure<From, number>[], from: From, layer = 0): SummaryValue[] {
    return this.values(figures, from, scalar, layer);
  }

  private values<From, Value>(
    figures: readonly tags.TaggedFigure<From, Value>[],
    from: From,
    write: (tag: string, value: Value, description?: string) => SummaryValue,
    layer: number,
  ): SummaryValue[] {
    return figures.flatMap(({ tag: pattern, description, read }) => {
      const value = read(from);
      if (value === null || value === undefined) return [];
      const tag = tags.ofLayer(pattern, layer);
      if (this.described.has(tag)) return [write(tag, value)];
      this.described.add(tag);
      return [write(tag, value, description)];
    });
  }

  private record(step: number, values: readonly SummaryValue[]): Uint8Array {
    return summaryRecord(this.wallTime(step), step, values);
  }
}

/** The name of an event file that was begun at `start`, in seconds since 1970; readers look for `tfevents` in it. */
export function eventFileName(start: number): string {
  return `events.out.tfevents.${String(Math.floor(start)).padStart(10, '0')}.gradlens`;
}
