#!/usr/bin/env python3
"""Loads what `gradlens export --format safetensors` wrote into the nn.Sequential that it names, with load_state_dict,
and compares PyTorch's logits with ours, for every activation; and lets `gradlens evaluate` judge networks that PyTorch
made and saved, as safetensors and as ONNX.

usage: torch_check.py GRADLENS WORK_FOLDER        (see README.md beside this)
"""

import json
import subprocess
import sys
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn

# Relative or absolute, of logits in float32.
CLOSE = 1e-5


def gradlens(program, *words, folder):
    return subprocess.run(["node", program, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def sequential(source):
    """The module that the metadata writes down: definitions first, the last line is the expression."""
    *definitions, expression = source.strip().split("\nnn.Sequential")
    scope = {"nn": nn, "torch": torch}
    exec("\n".join(definitions), scope)
    return eval(expression if expression.startswith("nn.") else "nn.Sequential" + expression, scope)


def digits(program, folder):
    """The 2,000 embedded test digits, [2000][784] in 0..1, and their labels."""
    script = (
        "const { loadData } = await import(process.argv[1]);"
        "const { test } = await loadData('mnist10k');"
        "process.stdout.write(JSON.stringify([[...test.values], [...test.labels]]))"
    )
    library = str(Path(program).parent.parent / "index.js")
    out = subprocess.run(
        ["node", "--input-type=module", "-e", script, library], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    values, labels = json.loads(out)
    return torch.tensor(values, dtype=torch.float32).reshape(2000, 784) / 255, torch.tensor(labels)


def our_logits(program, folder, file):
    script = (
        "const { readModelFile } = await import(process.argv[1] + '/runs/model-source.js');"
        "const { networkOf } = await import(process.argv[1] + '/formats/plain-network.js');"
        "const { reference } = await import(process.argv[1] + '/kernels/reference/index.js');"
        "const { loadData } = await import(process.argv[1] + '/index.js');"
        "const { test } = await loadData('mnist10k');"
        "const network = networkOf(await readModelFile(process.argv[2]), reference);"
        "network.forward(Float64Array.from(test.values, (v) => v / 255));"
        "process.stdout.write(JSON.stringify([...network.logits]))"
    )
    dist = str(Path(program).parent.parent)
    out = subprocess.run(
        ["node", "--input-type=module", "-e", script, dist, file], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    return torch.tensor(json.loads(out), dtype=torch.float64).reshape(2000, -1)


def exported(program, folder, x):
    worst = 0
    names = [one["name"] for one in json.loads(gradlens(program, "activations", "--json", folder=folder))]
    for name in names:
        run, file = f"run-{name}", f"{name}.safetensors"
        settings = ["--activation", name, "--hidden", "16,12", "--epochs", "1", "--train-size", "1000", "--dropout", "0.1"]
        gradlens(program, "train", "--run", run, "--quiet", *settings, folder=folder)
        gradlens(program, "export", run, "--format", "safetensors", "--out", file, "--force", folder=folder)
        with safe_open(str(folder / file), "pt") as opened:
            model = sequential(opened.metadata()["sequential"])
        model.load_state_dict(load_file(str(folder / file)))
        model.eval()
        with torch.no_grad():
            theirs = model(x).double()
        ours = our_logits(program, folder, file)
        apart = float(((theirs - ours).abs() / ours.abs().clamp(min=1)).max())
        worst = max(worst, apart)
        print(f"{name:14} {apart:.1e}  {'ok' if apart < CLOSE else 'TOO FAR'}")
    return worst


class Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.out = nn.Linear(784, 32), nn.Linear(32, 16), nn.Linear(16, 10)

    def forward(self, x):
        return self.out(torch.tanh(self.fc2(torch.tanh(self.fc1(x)))))


def made_elsewhere(program, folder, x, labels):
    """Loss and accuracy of PyTorch's own networks, there and by `gradlens evaluate` on the same digits."""
    models = {
        "tanh": Named(),
        "relu": nn.Sequential(nn.Linear(784, 24), nn.ReLU(), nn.Linear(24, 10, bias=False)),
        "prelu": nn.Sequential(nn.Linear(784, 24), nn.PReLU(), nn.Linear(24, 24), nn.PReLU(), nn.Linear(24, 10)),
        "gelu": nn.Sequential(nn.Linear(784, 24), nn.GELU(), nn.Linear(24, 24), nn.GELU(), nn.Linear(24, 10)),
        "log-sigmoid": nn.Sequential(nn.Linear(784, 24), nn.LogSigmoid(), nn.Dropout(0.2), nn.Linear(24, 10)),
    }
    good = True
    for activation, model in models.items():
        optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
        for _step in range(30):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x), labels).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            logits = model(x)
        loss = float(nn.functional.cross_entropy(logits, labels))
        right = float((logits.argmax(1) == labels).double().mean())
        weights, graph = f"torch-{activation}.safetensors", f"torch-{activation}.onnx"
        save_file(model.state_dict(), str(folder / weights))
        names = {"input_names": ["x"], "output_names": ["y"], "dynamic_axes": {"x": {0: "n"}, "y": {0: "n"}}}
        torch.onnx.export(model, x[:1], str(folder / graph), opset_version=14, **names)
        for words in ([weights, "--activation", activation], [graph]):
            told = json.loads(gradlens(program, "evaluate", *words, "--scale", "255", "--json", folder=folder))
            same = abs(told["loss"] - loss) < CLOSE * loss and abs(told["accuracy"] - right) < 1e-9
            good = good and same
            figures = f"loss {loss:.6f} {told['loss']:.6f}  accuracy {right:.4f} {told['accuracy']:.4f}"
            print(f"{words[0]:28} {figures}  {'ok' if same else 'DIFFERENT'}")
    return good


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    x, labels = digits(program, folder)
    print(f"PyTorch {torch.__version__}")
    good = made_elsewhere(program, folder, x, labels)
    worst = exported(program, folder, x)
    print(f"worst {worst:.1e}")
    sys.exit(0 if good and worst < CLOSE else 1)


main()
