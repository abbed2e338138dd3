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

/** How the layers fare: charts for each group that was probed, on common axes. */
export function layerFigures(groups: readonly RunGroup[]): FigureSet[] {
  const probed = groups.filter(({ runs }) => runs.some(({ probes }) => probes.length > 0));
  if (probed.length === 0) return [];
  const norms = layerDomain(probed, 'gradientNorm');
  const ratios = layerDomain(probed, 'updateRatio');
  const each = (kind: string, spec: (group: RunGroup) => ReportFigure['spec'], table = true) =>
    probed.map((group, k): ReportFigure => ({ id: `${kind}-${k}`, spec: spec(group), table, level: 4 }));
  const named = ({ name }: RunGroup) => ({ title: name });
  const bars = (of: HistogramSubject) => (group: RunGroup) => {
    const run = group.runs.find(({ probes }) => probes.length > 0) as RunGroup['runs'][number];
    return histograms(run, of, named(group));
  };
  return [
    {
      title: 'Size of the gradient in each layer',
      caption:
        'Each line is a layer, 1 next to the input. Lines that lie far apart, the first layers lowest, are a vanishing gradient: those layers learn more slowly. Lines that lie together are what one hopes for.',
      figures: each('norms', (group) => gradientNorms(group, { ...named(group), ...(norms && { domain: norms }) })),
    },
    {
      title: 'The same as a map',
      caption: 'The input is at the bottom, time runs to the right; dark means that little gradient arrives.',
      figures: each(
        'heat',
        (group) => gradientHeatMap(group, { ...named(group), ...(norms && { domain: norms }) }),
        false,
      ),
    },
    {
      title: 'How far an update moves the weights',
      caption:
        'Update ratio: length of the change of the weights, divided by the length of the weights. About 0.001 for each update is a good pace; far above, training is unstable, far below, it crawls.',
      figures: each('ratios', (group) => updateRatios(group, { ...named(group), ...(ratios && { domain: ratios }) })),
    },
    {
      title: 'What the layers put out',
      caption:
        'Outputs of each layer on the probe batch, before training and at its end, first run. Piles at the ends of the range are saturated units; a spike at zero is a silent layer.',
      figures: each('outputs', bars('activation'), false),
    },
    {
      title: 'The gradients that the layers receive',
      caption:
        'Gradients with respect to the net input z. Mind the axes: each has its own range, and it is the range that shrinks from layer to layer where the gradient vanishes.',
      figures: each('gradients', bars('gradient'), false),
    },
  ];
}
