import type { Words } from '../../words/index.ts';
import { gradientHeatMap } from '../graphics/heat-map.ts';
import { type HistogramSubject, histograms } from '../graphics/histograms.ts';
import { gradientNorms, layerDomain, updateRatios } from '../graphics/layer-curves.ts';
import type { RunGroup } from '../graphics/runs.ts';
import type { ReportFigure } from './figure.ts';

/** Charts of a kind, one for each activation, with what there is to see in them. */
export interface FigureSet {
  readonly title: string;
  readonly caption: string;
  readonly figures: readonly ReportFigure[];
}

/** Size of one of several charts side by side, as its still picture and on its way into the page. */
const SMALL = { width: 300, height: 200 };

/** How the layers fare: charts for each group that was probed, on common axes. */
export function layerFigures(groups: readonly RunGroup[], { language, report }: Words): FigureSet[] {
  const probed = groups.filter(({ runs }) => runs.some(({ probes }) => probes.length > 0));
  if (probed.length === 0) return [];
  const norms = layerDomain(probed, 'gradientNorm');
  const ratios = layerDomain(probed, 'updateRatio');
  const each = (kind: string, spec: (group: RunGroup) => ReportFigure['spec'], table = true) =>
    probed.map(
      (group, k): ReportFigure => ({
        id: `${kind}-${k}`,
        spec: spec(group),
        table,
        level: 4,
        width: SMALL.width,
      }),
    );
  const named = ({ name }: RunGroup) => ({ title: name, language, ...SMALL });
  const bars = (of: HistogramSubject) => (group: RunGroup) => {
    const run = group.runs.find(({ probes }) => probes.length > 0) as RunGroup['runs'][number];
    return histograms(run, of, { ...named(group), height: 36 });
  };
  const { gradientNorm, heatMap, updateRatio, activation, gradient } = report.layerSets;
  return [
    {
      ...gradientNorm,
      figures: each('norms', (group) => gradientNorms(group, { ...named(group), ...(norms && { domain: norms }) })),
    },
    {
      ...heatMap,
      figures: each(
        'heat',
        (group) => gradientHeatMap(group, { ...named(group), ...(norms && { domain: norms }) }),
        false,
      ),
    },
    {
      ...updateRatio,
      figures: each('ratios', (group) => updateRatios(group, { ...named(group), ...(ratios && { domain: ratios }) })),
    },
    { ...activation, figures: each('outputs', bars('activation'), false) },
    { ...gradient, figures: each('gradients', bars('gradient'), false) },
  ];
}
