import type { SettingPhrases } from '../phrases/settings.ts';

/** Settings in Korean. */
export const settings: SettingPhrases = {
  data: { title: '데이터', meaning: 'mnist10k(내장), IDX 파일 네 개가 있는 폴더, 또는 CSV 파일' },
  labelColumn: { title: '레이블 열', meaning: 'CSV 파일에서 레이블의 위치: auto, first, last' },
  trainSize: { title: '훈련 표본 수', meaning: '앞에서부터 n개의 훈련 표본만 사용' },
  validation: { title: '검증 데이터', meaning: '검증용으로 떼어 둘 훈련 표본의 수, 또는 비율' },
  holdOut: { title: '떼어 두는 방식', meaning: '검증용으로 떼어 둘 표본: 마지막 표본들, 또는 무작위' },
  scale: {
    title: '입력 스케일',
    meaning: '픽셀을 입력으로 바꾸는 방법: auto, 255, 256, standardize, -1..1, standardize:평균,표준편차',
  },
  hidden: { title: '은닉층', meaning: '은닉층의 유닛 수: 128,64 또는 5x100, 없으면 none' },
  activation: { title: '활성화 함수', meaning: '은닉층의 활성화 함수: 이름, 또는 ./module.mjs' },
  head: { title: '출력층', meaning: '출력층의 활성화 함수와 손실 함수' },
  init: { title: '가중치 초기화', meaning: '가중치의 초깃값을 뽑는 방법. auto는 활성화 함수에 맞는 방법' },
  from: { title: '시작 가중치', meaning: '실행 폴더나 .onnx, .safetensors 파일의 가중치에서 시작' },
  initBias: { title: '초기 편향', meaning: '은닉층 편향의 초깃값(기본값: 가중치 초기화 방법에 따름)' },
  dropout: { title: '드롭아웃', meaning: '학습할 때 떨어뜨리는 은닉 유닛의 비율' },
  optimizer: { title: '옵티마이저', meaning: '갱신 규칙. rmsprop:0.9,1e-7처럼 상수를 덧붙일 수 있음' },
  lr: { title: '학습률', meaning: '학습률(기본값: 옵티마이저에 따름)' },
  momentum: { title: '모멘텀', meaning: 'momentum과 nesterov에서 사용' },
  weightDecay: { title: '가중치 감쇠', meaning: '옵티마이저의 가중치 감쇠. 모든 매개변수에 적용' },
  l1: { title: 'L1 규제', meaning: '|가중치|에 대한 벌점' },
  l2: { title: 'L2 규제', meaning: '가중치^2 / 2에 대한 벌점' },
  clipNorm: { title: '기울기 클리핑', meaning: '이보다 긴 기울기를 이 노름으로 줄임. 0은 줄이지 않음' },
  schedule: { title: '학습률 스케줄', meaning: '학습률을 바꾸는 방법. step:10,0.1처럼 숫자를 덧붙일 수 있음' },
  epochs: { title: '에포크', meaning: '훈련 데이터를 모두 사용하는 횟수' },
  batchSize: { title: '배치 크기', meaning: '갱신 한 번에 쓰는 표본 수' },
  shuffle: { title: '섞기', meaning: '에포크마다 표본의 순서를 새로 섞음' },
  dropLast: { title: '마지막 배치 버리기', meaning: '에포크 끝의 작은 배치를 제외함' },
  seed: { title: '시드', meaning: '모든 난수의 시드' },
  earlyStopping: { title: '조기 종료', meaning: '나아지지 않으면 멈추고 가장 좋았던 가중치를 사용' },
  patience: { title: '인내 에포크', meaning: '나아지지 않아도 기다리는 에포크 수' },
  minDelta: { title: '최소 개선', meaning: '나아진 것으로 치는 가장 작은 변화' },
  monitor: {
    title: '관찰 지표',
    meaning: '가장 좋은 에포크를 고르는 기준: val_loss, val_accuracy, train_loss, train_accuracy',
  },
  onDivergence: {
    title: '발산하면',
    meaning: 'stop(멈춤), 또는 halve-lr: 학습률을 반으로 줄여 마지막 체크포인트로 돌아감, 최대 5번(halve-lr:N이면 N번)',
  },
  logEvery: { title: '손실 기록 간격', meaning: 'steps.jsonl에 한 줄씩 적는 스텝 간격' },
  probeEvery: {
    title: '층 점검 간격',
    meaning: '층을 들여다보는 스텝 간격(layers.jsonl). 0이나 none이면 0번째 스텝과 에포크 끝에만',
  },
  checkpointEvery: {
    title: '체크포인트 간격',
    meaning: '에포크 안에서 체크포인트를 남기는 스텝 간격, 또는 30s처럼 초. none이면 에포크 끝에만',
  },
  engine: { title: '엔진', meaning: '계산하는 엔진: auto, wasm, reference' },
  threads: {
    title: '스레드',
    meaning: 'wasm 엔진의 스레드 수. auto는 일이 있는 만큼. 결과는 스레드 수에 따라 달라지지 않음',
  },
};
