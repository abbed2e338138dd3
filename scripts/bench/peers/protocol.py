"""Speaks the protocol of README.md for the peers in Python, and reads what they are given."""

import json
import math
import sys
import time

import numpy as np


def serve(prepare):
    """prepare(job) gives a trainer with versions, reset() and epoch(samples) -> mean loss."""
    trainer = None
    for line in sys.stdin:
        message = json.loads(line)
        if trainer is None:
            try:
                trainer = prepare(message)
            except Exception as error:
                return answer(unavailable=f"{type(error).__name__}: {error}".splitlines()[0])
            answer(ready=True, versions=trainer.versions)
        elif message["do"] == "reset":
            trainer.reset()
            answer(ok=True)
        else:
            started = time.perf_counter()
            loss = trainer.epoch(message["samples"])
            seconds = time.perf_counter() - started
            answer(seconds=seconds, loss=loss if math.isfinite(loss) else None)


def answer(**message):
    print(json.dumps(message), flush=True)


def load(job):
    """Pixels as float32 [N][784] in 0..1, and labels [N]."""
    count, inputs = job["data"]["count"], job["network"]["inputs"]
    pixels = np.fromfile(job["data"]["images"], np.uint8).reshape(count, inputs)
    return pixels.astype(np.float32) / np.float32(255), np.fromfile(job["data"]["labels"], np.uint8)


def initial(job):
    """[(W[I][O], b[O])] of every layer."""
    numbers = np.fromfile(job["init"], np.float32)
    network = job["network"]
    sizes = [network["inputs"], *network["hidden"], network["outputs"]]
    layers, at = [], 0
    for I, O in zip(sizes, sizes[1:]):
        layers.append((numbers[at : at + I * O].reshape(I, O), numbers[at + I * O : at + I * O + O]))
        at += I * O + O
    return layers


def with_blas(version, own=""):
    """The version, and whose matrix product it runs on: between libraries that is a factor of ten."""
    try:
        with open("/proc/self/maps") as maps:
            loaded = (own + maps.read()).lower()
    except OSError:
        return version
    for name, mark in [("MKL", "mkl_"), ("MKL", "blas_info=mkl"), ("OpenBLAS", "openblas"), ("BLIS", "libblis")]:
        if mark in loaded:
            return f"{version} ({name})"
    if "libblas.so" in loaded:
        return f"{version} (reference BLAS, which is slow: install libopenblas0)"
    return version
