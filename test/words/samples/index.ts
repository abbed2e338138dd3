import type { Phrases } from '../../../src/words/phrases/index.ts';
import { charts } from './charts.ts';
import { comparison } from './comparison.ts';
import { diagnosis } from './diagnosis.ts';
import {
  activationList,
  data,
  evaluation,
  figures,
  files,
  formulas,
  gradientCheck,
  plots,
  prediction,
  reproduction,
  runList,
} from './others.ts';
import { reading } from './reading.ts';
import { report } from './report.ts';
import type { SamplesOf } from './samples-of.ts';
import { training } from './training.ts';
import { verdicts } from './verdicts.ts';

/** For every phrase that is a function, arguments to try it with. */
export const samples: SamplesOf<Phrases> = {
  figures,
  terms: {},
  diagnosis,
  reading,
  verdicts,
  training,
  comparison,
  evaluation,
  prediction,
  reproduction,
  plots,
  charts,
  report,
  settings: {},
  runList,
  data,
  activationList,
  formulas,
  gradientCheck,
  files,
};
