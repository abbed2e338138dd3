import type { Config, TopLevelSpec } from 'vega-lite';
import type { ChartSpec } from '../graphics/chart-spec.ts';

/** What the inlined bundle of vega-embed offers. */
type Embed = typeof import('vega-embed').default;
declare const vegaEmbed: Embed;

/**
 * The script of the page: draws its charts and answers buttons. It is inlined as its own source, so it uses nothing
 * from outside but the globals of a browser and `vegaEmbed`.
 * @param fitted what fits a chart to a width: ./fitted.ts, inlined too
 */
export function client(fitted: (spec: ChartSpec, width: number) => ChartSpec): void {
  const read = (id: string) => JSON.parse(document.getElementById(id)?.textContent ?? '{}');
  const specs: Record<string, ChartSpec> = read('charts');
  const config: Config = read('chart-config');
  type View = Awaited<ReturnType<Embed>>['view'];

  function setPath(target: unknown, path: string, value: unknown) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    const holder = keys.reduce((one, key) => (one as Record<string, unknown>)[key], target);
    (holder as Record<string, unknown>)[last] = value;
  }

  class Chart {
    private readonly hidden = new Set<string | number>();
    private readonly spec: ChartSpec;
    private readonly plot: HTMLElement;
    /** Where it is drawn, beside the still picture that it takes the place of. */
    private readonly live = document.createElement('div');
    private view: View | undefined;
    private width = 0;

    constructor(private readonly figure: HTMLElement) {
      this.spec = specs[figure.dataset.chart as string];
      this.plot = figure.querySelector('.plot') as HTMLElement;
      this.live.className = 'live';
      this.plot.append(this.live);
      figure.addEventListener('click', (event) => {
        const button = (event.target as Element).closest('button');
        if (button) this.press(button);
      });
    }

    /** Draws it anew where its width has changed. */
    async fit() {
      const width = Math.floor(this.plot.clientWidth);
      if (width === this.width || width === 0) return;
      this.width = width;
      await this.draw();
    }

    private async draw() {
      const spec = fitted(this.spec, this.width) as unknown as { params?: { value: unknown }[] } & TopLevelSpec;
      if (spec.params) spec.params[0].value = [...this.hidden];
      this.view?.finalize();
      const drawn = await vegaEmbed(this.live, spec, {
        config,
        mode: 'vega-lite',
        renderer: 'svg',
        actions: false,
        // The page's policy lets no text become code, nor styles that are not its own.
        ast: true,
        defaultStyle: false,
        tooltip: { theme: 'custom', disableDefaultStyle: true },
        logLevel: 1,
      });
      this.view = drawn.view;
      this.figure.classList.add('drawn');
    }

    private press(button: HTMLButtonElement) {
      const { series, control, option, zoom } = button.dataset;
      // On paper it is then this view that is wanted, not the still picture.
      this.figure.classList.add('changed');
      if (series !== undefined) this.toggle(button, this.spec.usermeta.legend[Number(series)].name);
      else if (control !== undefined) this.choose(button, Number(control), Number(option));
      else if (zoom !== undefined) this.zoom(Number(zoom));
    }

    private toggle(button: HTMLButtonElement, name: string | number) {
      const shown = this.hidden.delete(name) || !this.hidden.add(name);
      button.setAttribute('aria-pressed', String(shown));
      this.view?.signal('hidden', [...this.hidden]).runAsync();
    }

    private choose(button: HTMLButtonElement, control: number, option: number) {
      for (const other of Array.from(this.figure.querySelectorAll(`[data-control="${control}"]`)))
        other.setAttribute('aria-pressed', String(other === button));
      const { set } = this.spec.usermeta.controls[control].options[option];
      for (const [path, value] of Object.entries(set)) setPath(this.spec, path, value);
      void this.draw();
    }

    /** Half or twice the stretch of the x axis, around its middle; 0 for all of it. */
    private zoom(factor: number) {
      if (!this.view) return;
      const { field, scale } = (this.spec.encoding as { x: { field: string; scale: { type?: string } } }).x;
      const log = scale.type === 'log';
      const [low, high] = (this.view.scale('x').domain() as number[]).map((end) => (log ? Math.log(end) : end));
      const [middle, half] = [(low + high) / 2, ((high - low) / 2) * factor];
      const ends = [middle - half, middle + half].map((end) => (log ? Math.exp(end) : end));
      // A zoom of Vega-Lite has both axes, or none.
      this.view.signal(`zoom_${field}`, factor === 0 ? null : ends);
      this.view.signal('zoom_value', factor === 0 ? null : this.view.scale('y').domain());
      this.view.runAsync();
    }
  }

  function switchTheme() {
    const button = document.getElementById('theme');
    const root = document.documentElement;
    const dark = () => root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    const show = () => button?.setAttribute('aria-pressed', String(dark() === 'dark'));
    button?.addEventListener('click', () => {
      root.dataset.theme = dark() === 'dark' ? 'light' : 'dark';
      show();
    });
    show();
  }

  function copyCommand() {
    for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('button[data-copy]'))) {
      button.addEventListener('click', async () => {
        const text = document.getElementById(button.dataset.copy as string)?.textContent ?? '';
        const { copied = '', refused = '' } = button.dataset;
        button.textContent = await navigator.clipboard.writeText(text).then(
          () => copied,
          () => refused,
        );
      });
    }
  }

  async function drawAll() {
    const charts = Array.from(
      document.querySelectorAll<HTMLElement>('figure[data-chart]'),
      (figure) => new Chart(figure),
    );
    for (const chart of charts) {
      await chart.fit();
      // Between two charts the page answers.
      await new Promise((resolve) => setTimeout(resolve));
    }
    document.documentElement.dataset.drawn = 'true';
    let later: ReturnType<typeof setTimeout>;
    addEventListener('resize', () => {
      clearTimeout(later);
      later = setTimeout(async () => {
        for (const chart of charts) await chart.fit();
      }, 150);
    });
  }

  document.documentElement.dataset.scripts = 'on';
  switchTheme();
  copyCommand();
  // What goes wrong there shows in the browser's console, as all that is uncaught.
  void drawAll();
}
