import type { ColumnReference, Place } from '../../dataset/samples/notes.ts';
import type { ScaleFacts } from '../../dataset/scale-choice.ts';
import { ranges, significant } from '../numbers.ts';
import type { ReadingPhrases } from '../phrases/reading.ts';
import { by, object, topic } from './particles.ts';

const column = ({ place, name }: ColumnReference) => (name === null ? `${place}번째 열` : `${place}번째 열(${name})`);
const range = ([black, white]: readonly [number, number]) => `${black}~${white}`;

const placeText = ({ unit, number }: Place) =>
  unit === 'line' ? `${number}번째 줄` : unit === 'image' ? `이미지 ${number}` : `행 ${number}`;

/** What is said of data, in Korean. */
export const reading: ReadingPhrases = {
  notes: {
    'index-left-out': ({ file, column: left }) => `${file}: ${column(left)}은 행 번호나 행 이름이므로 뺐습니다.`,
    'empty-column-left-out': ({ file, column: left }) => `${file}: ${column(left)}은 비어 있으므로 뺐습니다.`,
    'labels-by-place': ({ file, column: taken }) =>
      `${file}: 레이블이라는 이름의 열이 없어 ${column(taken)}을 레이블로 삼았습니다.`,
    'one-hot': ({ file, first, last }) =>
      `${file}: 레이블이 ${column(first)}부터 ${column(last)}까지 원-핫으로 되어 있어, 각 행에서 1이 있는 열을 클래스로 삼았습니다.`,
    'numbered-header': ({ file, columns }) =>
      `${file}: 첫 행이 ${columns}개 열을 0부터 세고 있어 열 이름으로 보았습니다.`,
    'columns-in-another-order': ({ file }) => `${file}: 열을 학습 데이터의 순서대로 바꾸었습니다.`,
    'shades-converted': ({ file, from, to }) =>
      `${file}: ${range(from)}의 픽셀 값을 학습 때처럼 ${by(range(to))} 바꾸었습니다.`,
    'first-column-of-labels': ({ file, columns }) =>
      `${file}: QMNIST처럼 레이블이 ${columns}개 열이므로 첫 열을 레이블로 삼았습니다.`,
    transposed: ({ file, because }) =>
      because === 'name'
        ? `${file}: EMNIST 파일은 이미지의 행과 열이 뒤바뀌어 있으므로 다시 바꾸었습니다.`
        : `${file}: 요청대로 이미지의 행과 열을 바꾸었습니다.`,
    'empty-classes': ({ file, classes, of }) =>
      `${file}: 클래스 ${topic(ranges(classes, '~'))} 표본이 없습니다. 레이블이 ${of - 1}까지 있어 출력이 ${of}개입니다.`,
    'scale-fitted': ({ file, to }) =>
      to === 'train'
        ? `모델에 입력을 표준화한 평균과 표준편차가 없어 ${file}의 학습 데이터에서 구했습니다.`
        : `모델에 입력을 표준화한 평균과 표준편차가 없어 ${file} 자체에서 구했습니다. 학습 때의 값과 다를 수 있습니다.`,
    'array-left-out': ({ file, array }) =>
      `${file}: ${topic(array)} 쓰지 않았습니다. 검증 데이터는 학습 데이터에서 떼어 냅니다.`,
    'lone-label': ({ file, label, place }) =>
      `${file}: 레이블 ${topic(label)} 한 번만 나옵니다(${placeText(place)}). 오타가 아닌지 확인해 보세요.`,
  },
  scale: scaleText,
};

/** 'pixels / 255 (auto: images in bytes)' */
export function scaleText(facts: ScaleFacts): string {
  return `${scaled(facts)} (${reason(facts)})`;
}

function scaled({ kind, figures, values }: ScaleFacts): string {
  const what = values === 'bytes' || values === 'numbers' ? '값' : '픽셀';
  if (kind === '1') return `${what} 그대로`;
  if (kind === '-1..1') return `${what} / 127.5 - 1`;
  if (kind !== 'standardize') return `${what} / ${kind}`;
  if (!figures) return '열마다 표준화';
  return `${object(what)} 평균 ${significant(figures.mean)}, 표준편차 ${by(significant(figures.deviation))} 표준화`;
}

function reason({ asked, values, shades, unit }: ScaleFacts): string {
  if (unit !== 1) return `설정값, 픽셀 / ${unit} 기준의 평균과 표준편차`;
  if (asked) return '설정값';
  if (values === 'byte-pixels') return '자동: 바이트로 된 이미지';
  if (values === 'bytes') return '자동: 0~255의 정수';
  if (values === 'numbers') return '자동: 임의 크기의 수';
  return shades ? `자동: ${range(shades)}의 픽셀` : '자동: 범위를 알 수 없는 픽셀';
}
