import { largest } from '../util/any-length.ts';
import { plain } from '../util/plain.ts';

/**
 * Short names for paths, each different: their last part, with as many parts before it as it takes to tell them apart.
 * A path that is there twice keeps its name twice.
 */
export function shortLabels(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.'));
  const deepest = largest(
    parts.map(({ length }) => length),
    1,
  );
  const tail = (k: number, length: number) => parts[k].slice(-length).join('/') || paths[k];
  return paths.map((path, k) => {
    for (let length = 1; length < deepest; length++) {
      const rivals = paths.filter((other, o) => other !== path && tail(o, length) === tail(k, length));
      if (rivals.length === 0) return plain(tail(k, length));
    }
    return plain(tail(k, deepest));
  });
}

/** Names of logged trainings: their source, short, and which of several in it they are. */
export function logLabels(logs: readonly { readonly source: string; readonly run?: string }[]): string[] {
  const sources = shortLabels(logs.map(({ source }) => source));
  const severalSources = new Set(logs.map(({ source }) => source)).size > 1;
  return logs.map(({ run }, k) => {
    if (run === undefined) return sources[k];
    return run.startsWith('#') || severalSources ? `${sources[k]} ${plain(run, 60)}` : plain(run, 60);
  });
}
