/** A file to fetch: what it must be, byte for byte. */
export interface RemoteFile {
  readonly file: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** A published data set: where it can be had, and how to tell that it came whole. */
export interface DatasetSource {
  readonly title: string;
  /** Tried in this order; each ends in a slash, with the file's name to follow. */
  readonly mirrors: readonly string[];
  readonly files: readonly RemoteFile[];
}

/**
 * What can be fetched. The sums make plain http as good as https: a file that differs by a bit is thrown away.
 * Sources: MNIST, LeCun, Cortes and Burges (1998); Fashion-MNIST, Xiao, Rasul and Vollgraf, arXiv:1708.07747 (2017).
 */
export const datasetSources = {
  mnist: {
    title: 'MNIST, 70,000 handwritten digits',
    mirrors: [
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
      'https://raw.githubusercontent.com/fgnt/mnist/master/',
    ],
    files: [
      {
        file: 'train-images-idx3-ubyte.gz',
        bytes: 9912422,
        sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      },
      {
        file: 'train-labels-idx1-ubyte.gz',
        bytes: 28881,
        sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      },
      {
        file: 't10k-images-idx3-ubyte.gz',
        bytes: 1648877,
        sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      },
      {
        file: 't10k-labels-idx1-ubyte.gz',
        bytes: 4542,
        sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      },
    ],
  },
  'fashion-mnist': {
    title: 'Fashion-MNIST, 70,000 articles of clothing',
    mirrors: [
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
      'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
    ],
    files: [
      {
        file: 'train-images-idx3-ubyte.gz',
        bytes: 26421880,
        sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      },
      {
        file: 'train-labels-idx1-ubyte.gz',
        bytes: 29515,
        sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      },
      {
        file: 't10k-images-idx3-ubyte.gz',
        bytes: 4422102,
        sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      },
      {
        file: 't10k-labels-idx1-ubyte.gz',
        bytes: 5148,
        sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      },
    ],
  },
} as const satisfies Record<string, DatasetSource>;

/** A data set that can be fetched. */
export type DatasetName = keyof typeof datasetSources;

/** The names that `gradlens data download` takes. */
export const datasetNames = Object.keys(datasetSources) as DatasetName[];
