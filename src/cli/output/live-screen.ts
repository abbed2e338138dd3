const ESCAPE = String.fromCharCode(27);
const ENTER = `${ESCAPE}[?1049h${ESCAPE}[?25l`;
const LEAVE = `${ESCAPE}[?25h${ESCAPE}[?1049l`;
/** What stands between these two is shown at once, by terminals that know them; others ignore them. */
const [TOGETHER, DONE] = [`${ESCAPE}[?2026h`, `${ESCAPE}[?2026l`];
const CTRL_C = String.fromCharCode(3);

/**
 * The terminal as a page that is drawn again and again in place: every line is written over the old one and its rest
 * cleared, so that nothing flickers. What stood there before comes back at the end, however the process ends.
 */
export class LiveScreen {
  private readonly leave = () => void process.stdout.write(LEAVE);
  private readonly onData = (keys: Buffer) => {
    const typed = keys.toString();
    if (typed.includes(CTRL_C)) process.emit('SIGINT');
    else if (/q/i.test(typed)) this.onQuit();
  };

  /**
   * @param onQuit called when q is typed
   * @param onResize called when the window has another size
   */
  constructor(
    private readonly onQuit: () => void,
    private readonly onResize: () => void,
  ) {
    process.stdout.write(ENTER);
    process.on('exit', this.leave);
    process.stdout.on('resize', this.onResize);
    if (process.stdin.isTTY) {
      process.stdin.setRawMode(true);
      process.stdin.on('data', this.onData).resume();
    }
  }

  draw(text: string): void {
    const lines = text.split('\n').slice(0, process.stdout.rows);
    const page = lines.map((line) => `${line}${ESCAPE}[K`).join('\r\n');
    process.stdout.write(`${TOGETHER}${ESCAPE}[H${page}${ESCAPE}[J${DONE}`);
  }

  close(): void {
    process.off('exit', this.leave);
    process.stdout.off('resize', this.onResize);
    if (process.stdin.isTTY) {
      process.stdin.setRawMode(false);
      process.stdin.off('data', this.onData).pause();
    }
    this.leave();
  }
}
