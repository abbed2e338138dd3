import { message, setting } from '../../util/message.ts';
import { UserError } from '../../util/user-error.ts';

/** Bytes of a page of WebAssembly's. */
export const PAGE = 65_536;
/** Most bytes that 32-bit addresses reach. */
export const MOST_BYTES = 4 * 2 ** 30;

const gib = (bytes: number): string => `${(bytes / 2 ** 30).toPrecision(3)} GiB`;

/** The mistake of asking an engine for more memory than it can have. */
export function roomMissing(inUse: number, wanted: number): UserError {
  return new UserError({
    rule:
      wanted > MOST_BYTES
        ? 'the arrays of one engine must fit into 4 GiB'
        : 'the arrays of an engine must fit into the memory of the machine',
    received: `${gib(inUse)} in use, of ${gib(wanted)} that would be needed`,
    fix: message`dispose() networks that are done with, or take fewer ${setting('hidden')} units or a smaller ${setting('batchSize')}`,
  });
}
