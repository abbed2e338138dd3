/** The disk failed, not the network: full, read-only, or gone. */
export class LocalFault extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** The disk's failures are told from the network's: no other mirror mends them. */
export async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new LocalFault(error);
  }
}
