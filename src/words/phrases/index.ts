import type { ChartPhrases } from './charts.ts';
import type { ComparisonPhrases } from './comparison.ts';
import type { DiagnosisPhrases } from './diagnosis.ts';
import type { EvaluationPhrases, PredictionPhrases } from './evaluation.ts';
import type { FigurePhrases } from './figures.ts';
import type { FormulaPhrases } from './formulas.ts';
import type { ActivationPhrases, DataPhrases, FilePhrases, GradientCheckPhrases, RunListPhrases } from './lists.ts';
import type { PlotPhrases } from './plots.ts';
import type { ReadingPhrases } from './reading.ts';
import type { ReportPhrases } from './report.ts';
import type { ReproductionPhrases } from './reproduction.ts';
import type { SettingPhrases } from './settings.ts';
import type { TermPhrases } from './terms.ts';
import type { TrainingPhrases } from './training.ts';
import type { VerdictPhrases } from './verdicts.ts';

/** Every sentence, heading and label that is shown, as functions of facts: what each language must have. */
export interface Phrases {
  readonly figures: FigurePhrases;
  readonly terms: TermPhrases;
  readonly diagnosis: DiagnosisPhrases;
  readonly reading: ReadingPhrases;
  readonly verdicts: VerdictPhrases;
  readonly training: TrainingPhrases;
  readonly comparison: ComparisonPhrases;
  readonly evaluation: EvaluationPhrases;
  readonly prediction: PredictionPhrases;
  readonly reproduction: ReproductionPhrases;
  readonly plots: PlotPhrases;
  readonly charts: ChartPhrases;
  readonly report: ReportPhrases;
  readonly settings: SettingPhrases;
  readonly runList: RunListPhrases;
  readonly data: DataPhrases;
  readonly activationList: ActivationPhrases;
  readonly gradientCheck: GradientCheckPhrases;
  readonly formulas: FormulaPhrases;
  readonly files: FilePhrases;
}
