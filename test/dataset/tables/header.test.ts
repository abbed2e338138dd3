import { describe, expect, it } from 'vitest';
import { isHeader } from '../../../src/dataset/tables/header.ts';

const split = (line: string) => line.split(',');

describe('the first row', () => {
  const headers: [what: string, first: string, second: string | undefined][] = [
    ['words over numbers', 'label,a,b', '0,1,2'],
    ['words over words and numbers', 'label,a,b', 'cat,1,2'],
    ['a name of labels over a word, numerals over numbers', 'species,0,1,2', 'cat,1.5,2,3'],
    ['0, 1, 2, ... over numbers', '0,1,2,3,4', '5.1,3.5,1.4,0.2,0'],
    ["the same after pandas' index", ',0,1,2,3,4', '0,5.1,3.5,1.4,0.2,0'],
    ["R's, without a name for the names of rows", 'a,b,c', 'row1,1,2,3'],
    ['pixel numbers after a name', 'label,1x1,1x2', '7,0,0'],
    ['words with nothing below', 'label,a', undefined],
    ['names, a few of which look broken', 'label,1st,a', '0,1,2'],
  ];
  it.each(headers)('is a header: %s', (_, first, second) => {
    expect(isHeader(split(first), second === undefined ? undefined : split(second))).toBe(true);
  });

  const samples: [what: string, first: string, second: string][] = [
    ['numbers', '0,1,2', '1,5,6'],
    ['a name of a class, as below', '5.1,3.5,Iris-setosa', '4.9,3,Iris-setosa'],
    ['a slip among numbers', '0,1,2,1O', '1,2,3,4'],
    ['a missing value among numbers', '0,,2', '1,2,3'],
    ['few numbers that count', '0,1,2', '0,3,4'],
    ['a sample that counts, among others', '0,1,2,3,4', '0,1,2,3,4'],
  ];
  it.each(samples)('is a sample: %s', (_, first, second) => {
    expect(isHeader(split(first), split(second))).toBe(false);
  });
});
