import { asVegaLite, type ChartSpec } from './chart-spec.ts';
import { estimatedWidth } from './text-metrics.ts';
import { type ThemeName, themeConfig } from './theme.ts';

/** How a chart is drawn. */
export interface RenderOptions {
  /** Default: light. */
  readonly theme?: ThemeName;
  /** What Vega-Lite or Vega has to complain about; nobody hears it by default. */
  readonly warn?: (message: string) => void;
}

/** A chart as an SVG document, on the background of its theme. Vega is loaded when it is first needed. */
export async function toSvg(
  spec: ChartSpec,
  { theme = 'light', warn = () => undefined }: RenderOptions = {},
): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const { textMetrics } = vega as unknown as { textMetrics: TextMetrics };
  if (textMetrics.width === textMetrics.estimateWidth) textMetrics.width = estimatedWidth;
  const logger = listener(warn);
  const { spec: compiled } = compile(asVegaLite(still(spec)), { config: themeConfig(theme), logger });
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger });
  try {
    // Names of clip paths are counted by Vega: from one again, so that the same chart is the same file.
    vega.resetSVGDefIds();
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** How Vega measures text: by canvas, or without one by an estimate. Its types leave it out. */
interface TextMetrics {
  readonly estimateWidth: unknown;
  width: unknown;
}

/** A copy, since Vega writes into its data; without what answers a pointer, which would only make a picture larger. */
function still(spec: ChartSpec): ChartSpec {
  const quiet = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.filter((one) => !isInteractive(one)).map(quiet);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, key === 'data' ? structuredClone(value) : quiet(value)]),
    );
  };
  return quiet(spec) as ChartSpec;
}

/** A selection, or the layer of points that answer the pointer. */
function isInteractive(part: { select?: unknown; name?: unknown } | null): boolean {
  return part?.select !== undefined || String(part?.name).startsWith('hover');
}

/** A logger, as Vega takes it, that passes on warnings and errors only. */
function listener(warn: (message: string) => void) {
  const pass = (...messages: readonly unknown[]) => {
    warn(messages.join(' '));
    return logger;
  };
  const ignore = () => logger;
  // Vega asks for the level to know what is worth saying: 2 is warnings.
  const logger = { level: () => 2, warn: pass, error: pass, info: ignore, debug: ignore } as unknown as Logger;
  return logger;
}

type Logger = ReturnType<typeof import('vega').logger>;
