import type { FormulaPhrases } from '../phrases/formulas.ts';

const towards = (end: string | null) => end ?? '수렴하지 않음';
const gone = (value: string) => (value === 'NaN' ? '값이 없습니다' : '무한대가 됩니다');
const onwards = (z: number) => (z === 0 ? 'z = 0에서' : z > 0 ? `z > ${z}에서` : `z < ${z}에서`);

/** What is said of an activation that is a formula, in Korean. */
export const formulas: FormulaPhrases = {
  numberless: ({ formula, what, value, float64, float32, part, kind, stable }) => {
    const subject = what === 'slope' ? `${formula}의 도함수` : formula;
    const why =
      kind === 'overflow'
        ? `이 구간에서 ${part}의 값이 표현 범위를 넘습니다.`
        : `이 구간에서 ${part}의 값이 정의되지 않습니다.`;
    const same = stable === null ? '' : ` 같은 함수를 ${stable} 꼴로 쓰면 모든 곳에서 값이 있습니다.`;
    if (float64 === null) {
      return `${subject}: float32로는 ${onwards(float32 ?? 0)} ${gone(value)}. 여기서는 float64로 계산합니다. ${why}${same}`;
    }
    const single = float32 === null || float32 === float64 ? '' : ` (float32로만 계산하면 ${onwards(float32)})`;
    return `${subject}: ${onwards(float64)} ${gone(value)}${single}. ${why}${same}`;
  },
  range: '치역',
  monotone: (holds) => (holds ? '감소하는 곳 없음' : '감소하는 곳 있음'),
  ends: 'f의 양 끝',
  slopeEnds: "f'의 양 끝",
  towards: (left, right) => `왼쪽 ${towards(left)}, 오른쪽 ${towards(right)}`,
  kinks: '꺾이는 점',
  none: '없음',
  gain: '게인',
  init: '가중치 초기화',
  stable: '더 정확한 표기',
};
