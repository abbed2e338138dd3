import { progressBar } from '../../../charts/bars.ts';
import { terminalOf } from '../../../charts/terminal.ts';
import type { DownloadProgress } from '../../../dataset/download/download.ts';
import { say } from '../../output/io.ts';
import { LiveRows } from '../../output/live-rows.ts';
import { TimeLeft } from '../../output/time-left.ts';
import { words } from '../../output/words.ts';

/** Progress of a download on stderr: a bar for the file under way where it is a terminal, else one line per file. */
export class DownloadBar {
  private readonly live = process.stderr.isTTY ? new LiveRows(() => this.rows()) : undefined;
  private timeLeft = new TimeLeft();
  private progress: DownloadProgress | undefined;

  update(progress: DownloadProgress): void {
    if (progress.file !== this.progress?.file) {
      this.timeLeft = new TimeLeft();
      if (!this.live) say(words().data.fetching(progress.file));
    }
    this.progress = progress;
    this.live?.refresh();
  }

  stop(): void {
    this.live?.stop();
  }

  private rows(): string[] {
    if (!this.progress) return [];
    const { file, received, total } = this.progress;
    const bar = progressBar(received / total, 24, terminalOf(process.stderr, process.env));
    return [`  ${words().data.row({ bar, file, received, total, left: this.timeLeft.seconds(received, total) })}`];
  }
}
