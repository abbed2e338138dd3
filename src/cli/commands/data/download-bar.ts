import cliProgress from 'cli-progress';
import type { DownloadProgress } from '../../../dataset/download/download.ts';
import { say } from '../../output/io.ts';
import { words } from '../../output/words.ts';

/** Progress of a download on stderr: a bar per file where it is a terminal, else one line per file. */
export class DownloadBar {
  private bar: cliProgress.SingleBar | undefined;
  private file = '';

  update({ file, received, total }: DownloadProgress): void {
    if (file !== this.file) this.begin(file, total);
    this.bar?.update(received);
  }

  stop(): void {
    this.bar?.stop();
  }

  private begin(file: string, total: number): void {
    this.stop();
    this.file = file;
    if (!process.stderr.isTTY) {
      say(words().data.fetching(file));
      return;
    }
    const format = `  ${words().data.row(file)}`;
    this.bar = new cliProgress.SingleBar({ format, stream: process.stderr, barsize: 24, hideCursor: true, fps: 8 });
    this.bar.start(total, 0);
  }
}
