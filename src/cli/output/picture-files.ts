import type { ChartSpec } from '../../charts/graphics/index.ts';

/** A kind of file that a chart can be drawn to. */
interface PictureFile {
  readonly help: string;
  make(spec: ChartSpec): Promise<string | Uint8Array>;
}

/** Pictures by their flag. What draws them is heavy, and imported when one is asked for. */
export const pictureFiles: Readonly<Record<string, PictureFile>> = {
  svg: {
    help: 'draw it as SVG, too',
    make: async (spec) => (await import('../../charts/graphics/index.ts')).toSvg(spec),
  },
  png: {
    help: 'draw it as PNG, too',
    make: async (spec) => (await import('../../charts/graphics/index.ts')).toPng(spec),
  },
  html: {
    help: 'draw it as a page to hover over and zoom, in one file, too',
    make: async (spec) => (await import('../../charts/report/index.ts')).chartPage(spec),
  },
};
