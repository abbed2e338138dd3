import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError, unknownName } from '../../util/user-error.ts';
import { reasonOf } from '../file.ts';
import { fetchPart, hasSum } from './fetch-part.ts';
import { LocalFault, onDisk } from './local-fault.ts';
import { type DatasetName, datasetNames, datasetSources, type RemoteFile } from './sources.ts';

export { type DatasetName, datasetNames };

/** How far one file is, in bytes. */
export interface DownloadProgress {
  readonly file: string;
  readonly received: number;
  readonly total: number;
}

/** Where a download goes, and how patient it is. */
export interface DownloadOptions {
  /** The folder to put the files into; made where it is missing. */
  readonly to: string;
  /** Base URLs to use instead of the known ones. */
  readonly mirrors?: readonly string[];
  /** What fetches. Default: the platform's own. */
  readonly fetch?: typeof fetch;
  /** Hears how far each file has come. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Ends the download; what came so far stays in .part files and is gone on from the next time. */
  readonly signal?: AbortSignal;
  /** A mirror that sends nothing for so long is left for the next. Default: 20. */
  readonly stallSeconds?: number;
}

/** Where each file came from: the mirror's URL, or null where it was there already. */
export interface Downloaded {
  readonly file: string;
  readonly bytes: number;
  readonly from: string | null;
}

/**
 * Fetches a published data set. A file appears under its name only when its SHA-256 is right; files that are there
 * and right are left alone; a mirror that fails is followed by the next, which goes on from what came already.
 * @throws UserError for an unknown name, a folder that cannot be written, and a file that no mirror delivers (each
 * mirror's reason is listed); what `signal` was aborted with
 */
export async function downloadDataset(name: string, options: DownloadOptions): Promise<Downloaded[]> {
  if (!isDatasetName(name)) throw unknownName('data set', name, datasetNames);
  const { files, mirrors } = datasetSources[name];
  return downloadFiles(files, { mirrors, ...options });
}

/** The same for any list of files. */
export async function downloadFiles(
  files: readonly RemoteFile[],
  options: DownloadOptions & { readonly mirrors: readonly string[] },
): Promise<Downloaded[]> {
  try {
    await mkdir(options.to, { recursive: true });
    const done: Downloaded[] = [];
    for (const wanted of files) {
      options.signal?.throwIfAborted();
      done.push({ file: wanted.file, bytes: wanted.bytes, from: await downloadFile(wanted, options) });
    }
    return done;
  } catch (error) {
    if (!(error instanceof LocalFault) && !(error as NodeJS.ErrnoException)?.syscall) throw error;
    throw new UserError({
      rule: `${options.to} must be a folder that can be written to`,
      received: reasonOf(error),
      fix: 'free some space or choose another folder',
    });
  }
}

async function downloadFile(
  wanted: RemoteFile,
  options: DownloadOptions & { readonly mirrors: readonly string[] },
): Promise<string | null> {
  const { file, bytes } = wanted;
  const target = join(options.to, file);
  const report = (received: number) => options.onProgress?.({ file, received, total: bytes });
  if (await hasSum(target, wanted)) {
    report(bytes);
    return null;
  }
  const connection = {
    fetch: options.fetch ?? globalThis.fetch,
    stallSeconds: options.stallSeconds ?? 20,
    signal: options.signal,
    onReceived: report,
  };
  const reasons: string[] = [];
  for (const mirror of options.mirrors) {
    const url = `${mirror.replace(/\/?$/, '/')}${file}`;
    try {
      await fetchPart(url, `${target}.part`, wanted, connection);
      await onDisk(rename(`${target}.part`, target));
      return url;
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      if (error instanceof LocalFault) throw error;
      reasons.push(`${mirror}: ${reasonOf(error)}`);
    }
  }
  throw new UserError({
    rule: `no mirror could deliver ${file} (${reasons.join('; ')})`,
    fix: 'check the connection and try again: what came so far is kept',
  });
}

function isDatasetName(name: string): name is DatasetName {
  return (datasetNames as readonly string[]).includes(name);
}
