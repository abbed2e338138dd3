const decoder = new TextDecoder('latin1');

/** A few bytes as the letters that they stand for. */
export const asciiOf = (bytes: Uint8Array): string => decoder.decode(bytes);
