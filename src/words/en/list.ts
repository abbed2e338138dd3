/** ['a', 'b', 'c'] -> 'a, b, or c' */
export function either(choices: readonly string[]): string {
  if (choices.length < 3) return choices.join(' or ');
  return `${choices.slice(0, -1).join(', ')}, or ${choices[choices.length - 1]}`;
}
