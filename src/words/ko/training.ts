import { count, significant } from '../numbers.ts';
import type { DataFacts, EndFacts, EngineFacts, PostMortemFacts, TrainingPhrases } from '../phrases/training.ts';
import type { Spelling } from '../spelling.ts';
import { figures } from './figures.ts';
import { either } from './list.ts';
import { by, object, subject, topic } from './particles.ts';
import { scaleText } from './reading.ts';
import { shapeText } from './shape.ts';
import { terms } from './terms.ts';

const { percent, duration, rate, timeLeft } = figures;

/** A training at the command line, in Korean. */
export const training = ({ settings }: Spelling): TrainingPhrases => ({
  describe: ({ activations, head, optimizer, lr, batchSize, parameters, data, engine, ...shape }) =>
    `${dataText(data)}\n` +
    `${shapeText(shape, activations)}, ${head}, ${optimizer}(학습률 ${lr}), 배치 크기 ${batchSize}` +
    ` · 매개변수 ${count(parameters)}개 · ${engineText(engine)}`,
  slowEngine: (reason) => `여기서는 wasm 엔진을 쓸 수 없어(${reason}) 느린 reference 엔진을 씁니다.`,
  slowed: ({ part, name }) =>
    part === 'optimizer'
      ? `wasm 엔진에 옵티마이저 ${name}의 루틴이 없어 스레드 하나로 한 스텝씩 학습합니다.`
      : `wasm 엔진에 ${part === 'head' ? '출력층' : '활성화 함수'} ${name}의 루틴이 없어 스레드 하나에서 자바스크립트로 계산합니다.`,
  tensorboard: (command) => `TensorBoard로 보기: ${command}`,
  tensorboardEnded: ({ folder, reason }) =>
    `${folder} 폴더의 TensorBoard 로그를 더 쓸 수 없습니다: ${reason}. 학습은 로그 없이 계속합니다.`,
  row: ({ bar, epoch, epochs, loss, left }) =>
    `${bar} 에포크 ${epoch}/${epochs}  손실 ${significant(loss)}${left === null ? '' : `  ${timeLeft(left)}`}`,
  epochLine({ epoch, epochs, scores, samplesPerSecond }) {
    const parts = scores.map(
      ({ set, loss, accuracy }) => `${terms.sets[set]} ${significant(loss)} ${percent(accuracy)}`,
    );
    const place = `${String(epoch).padStart(String(epochs).length)}/${epochs}`;
    return `에포크 ${place}   ${parts.join('   ')}   ${rate(samplesPerSecond)}`;
  },
  halved: ({ loss, step, backTo, learningRate }) =>
    `${step}번째 스텝에서 ${Number.isFinite(loss) ? `신경망이 무너졌습니다(손실 ${significant(loss)}).` : `손실이 ${by(String(loss))} 발산했습니다.`} ${backTo}번째 스텝으로 돌아가 학습률 ${by(String(learningRate))} 계속합니다.`,
  lossByEpoch: '에포크별 손실',
  runningMean: '훈련(에포크 동안의 평균)',
  atBestEpoch: (epoch, monitor) => `최적 에포크(${epoch}, ${monitor} 기준)의 테스트`,
  milestones(reached) {
    const texts = reached.map(({ goal, epoch }) =>
      epoch === null ? `${100 * goal}% 도달하지 못함` : `${100 * goal}% ${epoch}에포크`,
    );
    return `테스트 정확도 도달: ${texts.join(' · ')}`;
  },
  halvings: ({ times, step, backTo, learningRate }) =>
    `${times}번 발산하거나 무너졌습니다. 마지막은 ${step}번째 스텝이며, ${backTo}번째 스텝으로 돌아가 학습률 ${by(String(learningRate))} 계속했습니다.`,
  finished: (end) => `${end.epochs}에포크 동안 학습했습니다. ${pace(end)}`,
  earlyStopped: ({ best, ...end }) =>
    `${end.epochs}에포크 후 조기 종료했고 가중치는 ${best ?? '-'}에포크의 것입니다. ${pace(end)}`,
  interrupted: ({ run, ...end }) =>
    `온전한 ${end.epochs}에포크 후 중단되었습니다. ${pace(end)} 마지막 스텝의 가중치를 저장했습니다.\n이어서 학습하기: gradlens resume ${run}`,
  postMortem: (facts) =>
    `발산: ${facts.step}번째 스텝(${facts.epoch}에포크)에서 손실이 ${subject(String(facts.loss))} 되었습니다.\n` +
    `${lostIn(facts)} 마지막 유한한 손실은 ${significant(facts.lastFiniteLoss)}입니다.\n` +
    `학습률은 ${by(String(facts.lr))} 설정되어 있었습니다. ${object(either([settings({ lr: facts.suggestedLearningRate }), settings({ clipNorm: 1 })]))} 시도해 보세요.`,
  runFolder: (run) => `실행 폴더: ${run}`,
  boundaryFile: (file) => `그림 파일: ${file}`,
  lookCloser: (run) => `자세히 보기: gradlens evaluate ${run}`,
  goesOn: ({ run, step, epoch, begun }) =>
    begun
      ? `${object(run)} ${step}번째 스텝 다음, ${epoch}에포크 도중부터 이어서 학습합니다.`
      : `${object(run)} ${step}번째 스텝 다음, ${epoch}에포크 처음부터 이어서 학습합니다.`,
  beginsAgain: (run) => `${object(run)} 처음부터 다시 시작합니다.`,
  done: ({ run, early, further }) =>
    `${topic(run)} ${early ? '조기 종료로 끝나' : '이미 끝나'} 이어서 할 것이 없습니다.${further ? ' 더 학습하려면 --epochs를 지정하세요.' : ''}`,
});

/** 'mnist10k: 훈련 8,000개, 테스트 2,000개 · 픽셀 / 255 (자동: 바이트로 된 이미지)' */
export function dataText({ name, train, validation, test, scale }: DataFacts): string {
  const held = validation === null ? '' : `, 검증 ${count(validation)}개`;
  return `${name}: 훈련 ${count(train)}개${held}, 테스트 ${count(test)}개 · ${scaleText(scale)}`;
}

/** 'wasm 엔진(float32, relaxed-simd, 스레드 2개)' */
export function engineText({ name, precision, flavour, threads }: EngineFacts): string {
  const workers = threads === null ? '' : `, 스레드 ${count(threads)}개`;
  return `${name} 엔진(${precision}, ${flavour}${workers})`;
}

const pace = ({ steps, seconds, samplesPerSecond }: EndFacts): string =>
  `${duration(seconds)} 동안 ${count(steps)}스텝, ${rate(samplesPerSecond)}.`;

const places = { weights: '가중치', 'net inputs': '순입력', outputs: '출력' } as const;

const lostIn = ({ what, layer }: PostMortemFacts): string =>
  what === 'loss'
    ? '가중치와 출력은 모두 아직 유한하고, 손실만 유한하지 않습니다.'
    : `${layer}층에서 처음으로 ${subject(places[what])} 유한하지 않게 되었습니다.`;
