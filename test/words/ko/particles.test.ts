import { describe, expect, it } from 'vitest';
import { activationNames } from '../../../src/activations/index.ts';
import { and, by, endingOf, object, or, subject, topic } from '../../../src/words/ko/particles.ts';

/** Names and figures with 은/는 and (으)로, as they are read in Korean. */
const read: readonly [topic: string, by: string, reading: string][] = [
  // Activations.
  ['relu는', 'relu로', '렐루'],
  ['leaky-relu는', 'leaky-relu로', '리키 렐루'],
  ['prelu는', 'prelu로', '피렐루'],
  ['relu6은', 'relu6으로', '렐루 육'],
  ['sigmoid는', 'sigmoid로', '시그모이드'],
  ['log-sigmoid는', 'log-sigmoid로', '로그 시그모이드'],
  ['hard-sigmoid는', 'hard-sigmoid로', '하드 시그모이드'],
  ['tanh는', 'tanh로', '탄에이치'],
  ['hard-tanh는', 'hard-tanh로', '하드 탄에이치'],
  ['lecun-tanh는', 'lecun-tanh로', '르쿤 탄에이치'],
  ['gelu-tanh는', 'gelu-tanh로', '젤루 탄에이치'],
  ['elu는', 'elu로', '엘루'],
  ['celu는', 'celu로', '셀루'],
  ['selu는', 'selu로', '셀루'],
  ['gelu는', 'gelu로', '젤루'],
  ['silu는', 'silu로', '실루'],
  ['mish는', 'mish로', '미시'],
  ['hard-swish는', 'hard-swish로', '하드 스위시'],
  ['softplus는', 'softplus로', '소프트플러스'],
  ['softsign은', 'softsign으로', '소프트사인'],
  ['softmax는', 'softmax로', '소프트맥스'],
  ['soft-shrink는', 'soft-shrink로', '소프트 슈링크'],
  ['hard-shrink는', 'hard-shrink로', '하드 슈링크'],
  ['tanh-shrink는', 'tanh-shrink로', '탄 슈링크'],
  ['identity는', 'identity로', '아이덴티티'],
  ['arctan은', 'arctan으로', '아크탄'],
  ['로지스틱은', '로지스틱으로', '로지스틱'],
  ['로지스틱(logistic)은', '로지스틱(logistic)으로', '로지스틱'],
  // Other names of settings' values.
  ['adam은', 'adam으로', '아담'],
  ['nadam은', 'nadam으로', '나담'],
  ['momentum은', 'momentum으로', '모멘텀'],
  ['rmsprop은', 'rmsprop으로', '알엠에스프롭'],
  ['adagrad는', 'adagrad로', '에이다그래드'],
  ['nesterov는', 'nesterov로', '네스테로프'],
  ['sgd는', 'sgd로', '에스지디'],
  ['lr은', 'lr로', '엘알'],
  ['glorot-uniform은', 'glorot-uniform으로', '유니폼'],
  ['he-normal은', 'he-normal로', '노멀'],
  ['orthogonal은', 'orthogonal로', '오서고널'],
  ['cosine은', 'cosine으로', '코사인'],
  ['constant는', 'constant로', '콘스턴트'],
  ['auto는', 'auto로', '오토'],
  ['mnist10k는', 'mnist10k로', '텐케이'],
  ['softmax-cross-entropy는', 'softmax-cross-entropy로', '엔트로피'],
  ['--early-stopping은', '--early-stopping으로', '스토핑'],
  ['--dropout은', '--dropout으로', '드롭아웃'],
  ['batch는', 'batch로', '배치'],
  ['epoch는', 'epoch로', '에포크'],
  ['MNIST는', 'MNIST로', '엠니스트'],
  ['CSV는', 'CSV로', '시에스브이'],
  ['SVM은', 'SVM으로', '에스브이엠'],
  ['XML은', 'XML로', '엑스엠엘'],
  ['file은', 'file로', '파일'],
  ['module은', 'module로', '모듈'],
  ['mode는', 'mode로', '모드'],
  ['time은', 'time으로', '타임'],
  ['format은', 'format으로', '포맷'],
  ['test는', 'test로', '테스트'],
  ['layer는', 'layer로', '레이어'],
  // Numbers, the last digit as it is read.
  ['0은', '0으로', '영'],
  ['1은', '1로', '일'],
  ['2는', '2로', '이'],
  ['3은', '3으로', '삼'],
  ['4는', '4로', '사'],
  ['5는', '5로', '오'],
  ['6은', '6으로', '육'],
  ['7은', '7로', '칠'],
  ['8은', '8로', '팔'],
  ['9는', '9로', '구'],
  ['10은', '10으로', '십'],
  ['100은', '100으로', '백'],
  ['12,000은', '12,000으로', '만 이천'],
  ['0.25는', '0.25로', '영점 이오'],
  ['-3은', '-3으로', '마이너스 삼'],
  ['1.2e-5는', '1.2e-5로', '마이너스 오'],
  ['1/340은', '1/340로', '삼백사십분의 일'],
  ['3/4은', '3/4으로', '사분의 삼'],
  ['92%는', '92%로', '퍼센트'],
  ['92.1 %는', '92.1 %로', '퍼센트'],
  ['3배는', '3배로', '배'],
  ['5층은', '5층으로', '층'],
  ['2.5초는', '2.5초로', '초'],
  ['12분은', '12분으로', '분'],
  ['350 ms는', '350 ms로', '밀리초'],
  ['runs/relu-128은', 'runs/relu-128로', '백이십팔'],
  ['runs/tanh-5x100은', 'runs/tanh-5x100으로', '백'],
  ['--lr 0.01은', '--lr 0.01로', '일'],
  ['학습률 낮추기(--lr 0.01)는', '학습률 낮추기(--lr 0.01)로', '낮추기'],
  // Hangul.
  ['활성화 함수는', '활성화 함수로', '함수'],
  ['은닉층은', '은닉층으로', '층'],
  ['학습률은', '학습률로', '률'],
  ['손실은', '손실로', '실'],
  ["'tanh'는", "'tanh'로", '탄에이치'],
];

describe('particles after', () => {
  it.each(read)('%s, %s (%s)', (withTopic, withBy) => {
    const word = withBy.replace(/으?로$/, '');
    expect(topic(word)).toBe(withTopic);
    expect(by(word)).toBe(withBy);
  });

  it('all activations, so that none is missing above', () => {
    const tried = read.map(([, one]) => one.replace(/으?로$/, ''));
    expect(activationNames.filter((name) => !tried.includes(name) && endingOf(name) !== 'vowel')).toEqual([]);
  });
});

it('the other particles follow the same sounds', () => {
  const all = [subject, object, and, or].map((particle) => ['tanh', 'softsign', '0.8'].map((word) => particle(word)));
  expect(all).toEqual([
    ['tanh가', 'softsign이', '0.8이'],
    ['tanh를', 'softsign을', '0.8을'],
    ['tanh와', 'softsign과', '0.8과'],
    ['tanh나', 'softsign이나', '0.8이나'],
  ]);
});
