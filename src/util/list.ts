/**
 * The parts of a text between commas, of which those inside brackets do not count: `relu,max(0, z)` has two.
 * @param most parts there will be; what is beyond is left out
 */
export function splitList(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const parts: string[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < text.length && parts.length < most; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')') depth--;
    if (text[at] !== ',' || depth > 0) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return parts.length < most ? [...parts, text.slice(from)] : parts;
}
