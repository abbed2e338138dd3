import { count } from '../numbers.ts';
import type { PlotPhrases } from '../phrases/plots.ts';
import { terms } from './terms.ts';

const titles = {
  loss: '손실',
  accuracy: '정확도',
  lr: '학습률',
  'gradient-norm': '층별 기울기 크기',
} as const;

const axes = { epoch: '에포크', step: '스텝', seconds: '초' } as const;
const per = { epoch: '에포크별', step: '스텝별', seconds: '시간별' } as const;

/** The title of a metric; what a log has of its own keeps its name. */
const titleOf = (metric: string) => (Object.hasOwn(titles, metric) ? titles[metric as keyof typeof titles] : metric);

/** Charts in a terminal, in Korean. */
export const plots: PlotPhrases = {
  metrics: titles,
  axes,
  curves: ({ metric, x, smooth, part, run }) =>
    `${per[x]} ${titleOf(metric)}${part === null ? '' : `(${part})`}${smooth > 0 ? `, 이동평균 ${smooth}` : ''}${run === null ? '' : `: ${run}`}`,
  parts: terms.sets,
  logScale: (label) => `${label}(로그 눈금)`,
  nothing: '(그릴 값이 없음)',
  gaps: ({ count: n, log }) => `유한하지 않${log ? '거나 0 이하인' : '은'} 값 ${count(n)}개는 제외했습니다.`,
  meanOf: (values) => `점 하나는 값 약 ${count(values)}개의 평균입니다.`,
  noValues: (label) => `${label}(값 없음)`,
  functions: '활성화 함수',
  derivatives: '도함수: 역전파에서 곱해지는 값',
  boundary: ({ samples }) => `결정 경계: 바탕은 네트워크의 답, 표식은 테스트 표본 ${samples}개`,
  following: ({ open, all, waiting }) =>
    [
      `${all}개 중 ${open}개를 지켜보는 중`,
      ...(waiting.length > 0 ? [`기다리는 중: ${waiting.join(', ')}`] : []),
      'q를 누르면 끝',
    ].join('; '),
  waitingFor: (label) => `기다리는 중: ${label}`,
  begunAnew: '로그가 새로 시작되었습니다.',
  leftOut: (label, what) => `${label}, 제외함: ${what}`,
  notLogged: ({ label, metric, x }) => `${label}에는 ${per[x]} ${titleOf(metric)} 기록이 없습니다`,
};
