import type { TermPhrases } from '../phrases/terms.ts';

/** Names of things, in Korean. */
export const terms: TermPhrases = {
  activation: '활성화 함수',
  learningRate: '학습률',
  init: '가중치 초기화',
  epoch: '에포크',
  loss: '손실',
  accuracy: '정확도',
  testAccuracy: '테스트 정확도',
  testLoss: '테스트 손실',
  samples: '표본 수',
  status: '상태',
  sets: { train: '훈련', validation: '검증', test: '테스트' },
  statuses: {
    finished: '완료',
    'early-stopped': '조기 종료',
    interrupted: '중단',
    diverged: '발산',
    running: '실행 중',
    killed: '강제 종료',
  },
};
