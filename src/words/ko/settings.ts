import type { AdvisedSetting } from '../../training/diagnosis/remedy.ts';

/** Settings as a sentence names them: `학습률 0.01`. */
export const settingNames: Readonly<Record<AdvisedSetting, string>> = {
  lr: '학습률',
  init: '가중치 초기화',
  optimizer: '옵티마이저',
  clipNorm: '기울기 클리핑',
  validation: '검증 데이터 비율',
  earlyStopping: '조기 종료',
  dropout: '드롭아웃',
  l2: 'L2 규제',
};
