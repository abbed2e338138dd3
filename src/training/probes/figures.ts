/** Counts of values in equal bins from `from` to `to`; what is not finite or lies outside is in none. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

/** One dense layer, seen on the probe batch: a line of layers.jsonl. Layers are counted from 1. */
export interface LayerProbe {
  readonly layer: number;
  readonly units: number;
  /** Whether its outputs go on to other layers, and are not the logits. */
  readonly hidden: boolean;
  /** The name of its f. */
  readonly activation: string;
  /** ||dL/dW||, L the mean loss of the probe batch, penalties left out. */
  readonly gradientNorm: number;
  /** Root mean square of dL/dz over the units and the samples of the probe batch, L each sample's own loss. */
  readonly deltaRms: number;
  /** ||W|| */
  readonly weightNorm: number;
  /** ||change of W by the last update|| / ||W|| after it; null before the first update. */
  readonly updateRatio: number | null;
  /** Of its outputs over units and samples: a = f(z), and what a residual connection adds to it. */
  readonly activationMean: number;
  readonly activationStd: number;
  /** Share 0..1 of values a = f(z) at a flat end of the activation, as it says itself. */
  readonly saturated: number;
  /** Share 0..1 of values a = f(z) where the activation is at rest, as relu for z < 0; null in logs from before there was
   * this figure, where `saturated` holds both. */
  readonly off: number | null;
  /** Share 0..1 of units through which no sample of the probe batch sends a gradient. */
  readonly dead: number;
  /**
   * Share 0..1 of values a = f(z) that are (almost) zero: at most 1 % of the activation's largest |f|, or, where that is
   * infinite, of the root mean square of the layer's outputs.
   */
  readonly nearZero: number;
  /** Of its outputs, and of dL/dz (L the mean loss) up to four times its root mean square. */
  readonly histograms: { readonly activation: Histogram; readonly gradient: Histogram };
  /** Of the layer whose outputs are the logits: what the head makes of them. Logs of earlier versions lack it. */
  readonly head?: HeadProbe;
}

/** The head's outputs and its loss, on the probe batch. */
export interface HeadProbe {
  /** Mean loss and share of right answers, without dropout. */
  readonly loss: number;
  readonly accuracy: number;
  /** How many classes are ever answered. */
  readonly answered: number;
  /** Root mean square, over samples and outputs, of an output's distance from its mean over the samples. */
  readonly spread: number;
  /**
   * How much of an error arrives at the logits: root mean square of dL/dlogits (L each sample's own loss) over that of
   * outputs - target. 1 for cross-entropies; a squared error takes the slope of the output activation with it.
   */
  readonly passes: number;
}

/** How much of the gradient arrives at the bottom: deltaRms of the first hidden layer / of the last one. */
export interface Attenuation {
  readonly total: number;
  /** Its geometric mean per layer: total ^ (1 / (hidden layers - 1)). */
  readonly perLayer: number;
}

/** All layers at one moment of a training, on a batch that stays the same. */
export interface Probe {
  /** 0 before the first step, else the epoch under way or just done. */
  readonly epoch: number;
  /** Updates made so far; 0 before the first. */
  readonly step: number;
  readonly layers: readonly LayerProbe[];
  /** null with fewer than two hidden layers. */
  readonly attenuation: Attenuation | null;
}
