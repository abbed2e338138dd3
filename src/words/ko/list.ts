/** ['a', 'b', 'c'] -> 'a, b 또는 c' */
export function either(choices: readonly string[]): string {
  if (choices.length < 2) return choices.join('');
  return `${choices.slice(0, -1).join(', ')} 또는 ${choices[choices.length - 1]}`;
}
