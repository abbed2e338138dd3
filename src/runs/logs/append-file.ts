import { closeSync, constants, fstatSync, fsync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { openOwnFile } from '../files/own-file.ts';

const sync = promisify(fsync);

/** A log that grows by whole lines: what cannot be written whole is taken back. */
export class LogFile {
  private constructor(
    private readonly file: number,
    private end: number,
  ) {}

  /** A new one. @throws Error where there is a file of that name, or none can be made */
  static create(path: string): LogFile {
    return new LogFile(openSync(path, 'wx'), 0);
  }

  /**
   * One that is there, cut back to its first `length` bytes.
   * @throws UserError for a link, a pipe or a device
   * @throws Error where it is shorter, or cannot be opened
   */
  static open(path: string, length: number): LogFile {
    const file = openOwnFile(path, constants.O_RDWR);
    try {
      const { size } = fstatSync(file);
      if (size < length) throw new Error(`${path} has ${size} bytes, and had ${length} at its last checkpoint`);
      ftruncateSync(file, length);
      return new LogFile(file, length);
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  /** Bytes. */
  get length(): number {
    return this.end;
  }

  /** @throws Error where the text could not be written whole; then nothing of it is left */
  append(text: string): void {
    const bytes = Buffer.from(text);
    try {
      for (let done = 0; done < bytes.length; )
        done += writeSync(this.file, bytes, done, bytes.length - done, this.end + done);
    } catch (error) {
      this.cutBack(this.end);
      throw error;
    }
    this.end += bytes.length;
  }

  /** Leaves the first `length` bytes. */
  cutBack(length: number): void {
    ftruncateSync(this.file, length);
    this.end = length;
  }

  /** Until all of it is safe on the disk. */
  async flush(): Promise<void> {
    await sync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}
