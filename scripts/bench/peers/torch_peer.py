"""PyTorch on CPU: nn.Sequential, cross_entropy and optim.SGD, batches gathered from a resident tensor."""

import protocol


def prepare(job):
    import torch

    torch.set_num_threads(job["options"]["threads"])
    torch.manual_seed(job["seed"])
    network = job["network"]
    activation = {"sigmoid": torch.nn.Sigmoid, "relu": torch.nn.ReLU, "tanh": torch.nn.Tanh}[network["activation"]]
    layers = protocol.initial(job)
    modules = []
    for k, (W, _) in enumerate(layers):
        modules.append(torch.nn.Linear(*W.shape))
        if k + 1 < len(layers):
            modules.append(activation())
    return Trainer(torch, job, torch.nn.Sequential(*modules), layers)


class Trainer:
    def __init__(self, torch, job, model, layers):
        self.torch, self.model, self.layers = torch, model, layers
        self.versions = {"torch": protocol.with_blas(torch.__version__, torch.__config__.show())}
        images, labels = protocol.load(job)
        self.x, self.y = torch.from_numpy(images), torch.from_numpy(labels).long()
        self.batch_size, self.lr = job["network"]["batchSize"], job["network"]["lr"]
        self.reset()

    def reset(self):
        torch = self.torch
        linear = [module for module in self.model if isinstance(module, torch.nn.Linear)]
        with torch.no_grad():
            for module, (W, b) in zip(linear, self.layers):
                module.weight.copy_(torch.tensor(W.T.copy()))
                module.bias.copy_(torch.tensor(b))
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=self.lr)

    def epoch(self, samples):
        torch, model, optimizer = self.torch, self.model, self.optimizer
        total = torch.zeros(())
        for batch in torch.randperm(samples).split(self.batch_size):
            loss = torch.nn.functional.cross_entropy(model(self.x[batch]), self.y[batch])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(batch)
        return float(total) / samples


protocol.serve(prepare)
