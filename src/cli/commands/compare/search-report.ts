import { sparkline } from '../../../charts/sparkline.ts';
import { table } from '../../../charts/table.ts';
import { paint, type Terminal, wordsOf } from '../../../charts/terminal.ts';
import type { ActivationResult, Comparison, RateSearch, TriedRate } from '../../../experiments/comparison.ts';
import { isAtEdge, madeNoDifference, TIE, wasTie } from '../../../experiments/rate-search.ts';
import { smallest } from '../../../util/any-length.ts';
import type { Words } from '../../../words/index.ts';

/** The searched learning rates: for each activation all that was tried, from the smallest rate to the largest. */
export function searchReport({ activations }: Comparison, terminal: Terminal): string {
  const searches = activations.flatMap(({ name, search }: ActivationResult) => (search ? [{ name, search }] : []));
  if (searches.length === 0) return '';
  const words = wordsOf(terminal);
  const { search: phrases } = words.comparison;
  const { epochs, seed } = searches[0].search;
  const rows = searches.map(({ name, search }) => {
    const tried = [...search.tried].sort((a, b) => a.lr - b.lr);
    return [
      name,
      String(search.best),
      curve(search, tried, terminal),
      tried.map((one) => attempt(one, search, words)).join(' '),
    ];
  });
  const remarks = searches.flatMap(({ name, search }) => {
    if (madeNoDifference(search)) return [phrases.noDifference(name)];
    return isAtEdge(search) ? [phrases.atEdge(name, search.best)] : [];
  });
  if (searches.some(({ search }) => wasTie(search) && !madeNoDifference(search))) {
    remarks.push(phrases.tie(TIE));
  }
  return [
    paint(terminal).bold(phrases.title({ epochs, seed })),
    '',
    table(
      ['', phrases.best, phrases.curve, phrases.tried],
      rows,
      { align: ['left', 'right', 'left', 'left'] },
      terminal,
    ),
    ...remarks,
  ].join('\n');
}

/** Losses beyond so many times the least one are drawn as high as that, so that one lost run leaves room for the rest. */
const HIGHEST = 4;

/** The loss over the rates, low where it is good; a diverged rate leaves a gap, and equal ones are drawn equal. */
function curve(search: RateSearch, tried: readonly TriedRate[], terminal: Terminal): string {
  const highest = HIGHEST * smallest(tried.map(({ loss }) => loss ?? Number.POSITIVE_INFINITY));
  const flat = madeNoDifference(search);
  const heights = tried.map(({ loss }) => (loss === null ? Number.NaN : flat ? 0 : Math.min(loss, highest)));
  return sparkline(heights, tried.length, terminal);
}

/** `0.1:0.3045`, marked where it is the best; one word, so that a line never breaks inside it. */
function attempt({ lr, loss }: TriedRate, { best }: RateSearch, { comparison }: Words): string {
  const text = `${lr}:${loss === null ? comparison.search.diverged : Number(loss.toPrecision(3))}`;
  return lr === best ? `[${text}]` : text;
}
