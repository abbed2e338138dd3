"""JAX on CPU: value_and_grad and the update in one jit, of a step, or of all steps of an epoch by lax.scan."""

import os

os.environ.setdefault("JAX_PLATFORMS", "cpu")

import protocol


def prepare(job):
    import jax
    import jax.numpy as jnp
    import numpy as np

    network = job["network"]
    lr, B = network["lr"], network["batchSize"]
    activation = {"sigmoid": jax.nn.sigmoid, "relu": jax.nn.relu, "tanh": jnp.tanh}[network["activation"]]

    def loss_of(params, x, y):
        for W, b in params[:-1]:
            x = activation(x @ W + b)
        W, b = params[-1]
        log_p = jax.nn.log_softmax(x @ W + b)
        return -jnp.mean(jnp.take_along_axis(log_p, y[:, None], axis=1))

    def step(params, x, y, batch):
        loss, grads = jax.value_and_grad(loss_of)(params, x[batch], y[batch])
        params = jax.tree_util.tree_map(lambda p, g: p - lr * g, params, grads)
        return params, loss * len(batch)

    def epoch(params, x, y, order):
        whole = len(order) // B * B
        params, losses = jax.lax.scan(lambda p, batch: step(p, x, y, batch), params, order[:whole].reshape(-1, B))
        total = losses.sum()
        if whole < len(order):
            params, loss = step(params, x, y, order[whole:])
            total += loss
        return params, total

    step_jit = jax.jit(step, donate_argnums=0)
    epoch_jit = jax.jit(epoch, donate_argnums=0)

    class Trainer:
        versions = {"jax": jax.__version__}

        def __init__(self):
            images, labels = protocol.load(job)
            self.x, self.y = jnp.asarray(images), jnp.asarray(labels.astype(np.int32))
            self.random = np.random.default_rng(job["seed"])
            self.reset()

        def reset(self):
            self.params = [(jnp.array(W), jnp.array(b)) for W, b in protocol.initial(job)]

        def epoch(self, samples):
            order = self.random.permutation(samples).astype(np.int32)
            if job["options"]["compiled"] == "epoch":
                self.params, total = epoch_jit(self.params, self.x, self.y, order)
            else:
                total = 0.0
                for at in range(0, samples, B):
                    self.params, loss = step_jit(self.params, self.x, self.y, order[at : at + B])
                    total += loss
            jax.block_until_ready(self.params)
            return float(total) / samples

    return Trainer()


protocol.serve(prepare)
