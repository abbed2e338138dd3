import type { Phrases } from '../phrases/index.ts';
import { type Spelling, spellingByTitles } from '../spelling.ts';
import { charts } from './charts.ts';
import { comparison } from './comparison.ts';
import { diagnosis } from './diagnosis.ts';
import { evaluation, prediction } from './evaluation.ts';
import { figures } from './figures.ts';
import { formulas } from './formulas.ts';
import { activationList, data, files, gradientCheck, runList } from './lists.ts';
import { plots } from './plots.ts';
import { reading } from './reading.ts';
import { report } from './report.ts';
import { reproduction } from './reproduction.ts';
import { settings } from './settings.ts';
import { terms } from './terms.ts';
import { training } from './training.ts';
import { verdicts } from './verdicts.ts';

/** Korean. */
export const ko = (spelling: Spelling = spellingByTitles(settings)): Phrases => ({
  figures,
  terms,
  diagnosis: diagnosis(spelling),
  reading,
  verdicts,
  training: training(spelling),
  comparison,
  evaluation,
  prediction,
  reproduction,
  plots,
  charts,
  report,
  settings,
  runList,
  data,
  activationList,
  gradientCheck,
  formulas,
  files,
});
