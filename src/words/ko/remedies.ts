import type { Remedy } from '../../training/diagnosis/remedy.ts';
import type { Spelling } from '../spelling.ts';
import { either } from './list.ts';
import { object } from './particles.ts';

/** Remedies as sentences of advice, in Korean. */
export interface Advice {
  /** 'relu, tanh 또는 층 수 줄이기를' */
  list(remedies: readonly Remedy[]): string;
  /** 'relu, tanh 또는 층 수 줄이기를 시도해 보세요.' */
  tryThem(remedies: readonly Remedy[]): string;
}

/** Advice with settings spelt for one kind of reader. */
export function adviceIn(spelling: Spelling): Advice {
  const list = (remedies: readonly Remedy[]) => object(either(remedies.map((one) => remedyText(one, spelling))));
  return {
    list,
    // All that would help may be in force already.
    tryThem: (remedies) =>
      remedies.length > 0 ? `${list(remedies)} 시도해 보세요.` : '다른 데이터나 다른 설정을 시도해 보세요.',
  };
}

const plain: Readonly<
  Record<
    Exclude<
      Remedy,
      { values: unknown } | { name: string } | { lr: unknown } | { init: string } | { units: number }
    >['kind'],
    string
  >
> = {
  'fewer-layers': '층 수 줄이기',
  'wider-layers': '층의 유닛 늘리기',
  'more-data': '데이터 늘리기',
  'more-epochs': '에포크 늘리기',
  'another-rate': '다른 학습률',
  'mend-inputs': '입력을 만드는 과정 바로잡기',
  'invert-images': '모든 이미지를 어두운 바탕에 밝은 글씨로 바꾸기',
  'check-labels': '표본 몇 개를 레이블과 나란히 확인하고 두 파일의 순서 맞추기',
  'mix-data': '데이터를 나누기 전에 표본 섞기',
};

function remedyText(remedy: Remedy, { settings, value }: Spelling): string {
  switch (remedy.kind) {
    case 'settings':
      return settings(remedy.values);
    case 'activation':
      return remedy.name;
    case 'lower-rate':
      return remedy.lr === null ? '학습률 낮추기' : `학습률 낮추기(${value('lr', remedy.lr)})`;
    case 'higher-rate':
      return remedy.lr === null ? '학습률 높이기' : `학습률 높이기(${value('lr', remedy.lr)})`;
    case 'smaller-weights':
      return `초기 가중치 줄이기(${settings({ init: remedy.init })})`;
    case 'more-units':
      return `${remedy.layer}층의 유닛을 ${remedy.units}개 이상으로 늘리기`;
    default:
      return plain[remedy.kind];
  }
}
