export { scalarFormula } from './evaluate.ts';
export { parseFormula } from './parse/parse.ts';
