"""scikit-learn: MLPClassifier with plain SGD, one epoch by partial_fit, which shuffles by itself."""

import warnings

import protocol


def prepare(job):
    import numpy as np
    import sklearn
    from sklearn.neural_network import MLPClassifier

    warnings.simplefilter("ignore")
    network = job["network"]

    class Trainer:
        versions = {"scikit-learn": protocol.with_blas(sklearn.__version__)}

        def __init__(self):
            self.x, self.y = protocol.load(job)
            self.reset()

        def reset(self):
            self.model = MLPClassifier(
                hidden_layer_sizes=network["hidden"],
                activation={"sigmoid": "logistic"}.get(network["activation"], network["activation"]),
                solver="sgd",
                alpha=0,
                batch_size=network["batchSize"],
                learning_rate_init=network["lr"],
                momentum=0,
                nesterovs_momentum=False,
                random_state=job["seed"],
            )
            # Its arrays are made by a first call; the optimizer then holds on to them, so they are filled in place.
            first = network["batchSize"]
            self.model.partial_fit(self.x[:first], self.y[:first], classes=np.arange(network["outputs"]))
            for k, (W, b) in enumerate(protocol.initial(job)):
                self.model.coefs_[k][...] = W
                self.model.intercepts_[k][...] = b

        def epoch(self, samples):
            self.model.partial_fit(self.x[:samples], self.y[:samples])
            return float(self.model.loss_)

    return Trainer()


protocol.serve(prepare)
