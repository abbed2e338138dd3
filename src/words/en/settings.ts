import type { AdvisedSetting } from '../../training/diagnosis/remedy.ts';

/** Settings as a sentence names them: `learning rate 0.01`. */
export const settingNames: Readonly<Record<AdvisedSetting, string>> = {
  lr: 'learning rate',
  init: 'initializer',
  optimizer: 'optimizer',
  clipNorm: 'gradient clipping at norm',
  validation: 'validation share',
  earlyStopping: 'early stopping',
  dropout: 'dropout',
  l2: 'L2 penalty',
};
