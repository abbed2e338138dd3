"""What TensorBoard's own readers make of event files of gradlens.

    python3 -m venv venv && venv/bin/pip install tensorboard
    gradlens train --run relu --tensorboard
    venv/bin/python scripts/interop/tensorboard_check.py relu relu/tensorboard

Every figure of metrics.csv, steps.jsonl and layers.jsonl must come back from the event file as the nearest float32, every
histogram with its counts; the settings must be hparams of the hparams plugin.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
from tensorboard.backend.event_processing.plugin_event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata
from tensorboard.util.tensor_util import make_ndarray

run, logs = Path(sys.argv[1]), Path(sys.argv[2])
board = EventAccumulator(str(logs), tensor_size_guidance={"scalars": 0, "histograms": 0}).Reload()
checked = {"scalars": 0, "histograms": 0}


def expect(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: {found} instead of {wanted}")


def values_of(tag):
    """Scalars and histograms alike, in the form that TensorBoard's loader gives them."""
    return [(event.step, make_ndarray(event.tensor_proto)) for event in board.Tensors(tag)]


def check(tag, points):
    found = values_of(tag)
    expect([step for step, _ in found], [step for step, _ in points], f"steps of {tag}")
    for (_, value), (step, wanted) in zip(found, points):
        if not np.array_equal(value, np.float32(wanted), equal_nan=True):
            sys.exit(f"{tag} at step {step}: {value} instead of {wanted}")
    checked["scalars"] += len(points)


with open(run / "metrics.csv") as file:
    rows = list(csv.DictReader(file))
for tag, column in {
    "loss/train": "train_loss",
    "loss/validation": "val_loss",
    "loss/test": "test_loss",
    "accuracy/train": "train_accuracy",
    "accuracy/validation": "val_accuracy",
    "accuracy/test": "test_accuracy",
    "learning_rate": "lr",
}.items():
    points = [(int(row["step"]), float(row[column])) for row in rows if row[column]]
    if points:
        check(tag, points)

steps = [json.loads(line) for line in open(run / "steps.jsonl")]
check("loss/step", [(line["step"], float(line["loss"])) for line in steps])

layers = [json.loads(line) for line in open(run / "layers.jsonl")]
depth = max(line["layer"] for line in layers)
for layer in range(1, depth + 1):
    lines = [line for line in layers if line["layer"] == layer]
    for tag, field in {
        f"grad_norm/layer_{layer}": "gradientNorm",
        f"delta_rms/layer_{layer}": "deltaRms",
        f"weight_norm/layer_{layer}": "weightNorm",
        f"update_ratio/layer_{layer}": "updateRatio",
        f"activation/layer_{layer}/saturated": "saturated",
        f"activation/layer_{layer}/off": "off",
        f"activation/layer_{layer}/dead": "dead",
    }.items():
        check(tag, [(line["step"], float(line[field])) for line in lines if line[field] is not None])
    for tag, field in {f"activations/layer_{layer}": "activation", f"gradients/layer_{layer}": "gradient"}.items():
        found = values_of(tag)
        expect([step for step, _ in found], [line["step"] for line in lines], f"steps of {tag}")
        for (_, buckets), line in zip(found, lines):
            counts = np.trim_zeros(line["histograms"][field]["counts"])
            expect(buckets[:, 2].tolist(), [float(count) for count in counts], f"counts of {tag} at {line['step']}")
            if not (np.diff(buckets[:, 0]) >= 0).all():
                sys.exit(f"{tag}: bins out of order")
        checked["histograms"] += len(found)
    weights = values_of(f"weights/layer_{layer}")
    if not weights or sum(weights[-1][1][:, 2]) == 0:
        sys.exit(f"no weights of layer {layer}")

tags = board.PluginTagToContent(metadata.PLUGIN_NAME)
start = metadata.parse_session_start_info_plugin_data(tags[metadata.SESSION_START_INFO_TAG])
experiment = metadata.parse_experiment_plugin_data(tags[metadata.EXPERIMENT_TAG])
end = metadata.parse_session_end_info_plugin_data(tags[metadata.SESSION_END_INFO_TAG])
settings = json.load(open(run / "config.json"))["settings"]
expect(start.hparams["lr"].number_value, settings["lr"], "hparam lr")
expect(start.hparams["batchSize"].number_value, settings["batchSize"], "hparam batchSize")
expect(start.hparams["shuffle"].bool_value, settings["shuffle"], "hparam shuffle")
expect(set(start.hparams) <= {info.name for info in experiment.hparam_infos}, True, "hparams that are columns")
expect(end.status in (0, 1, 2), True, "status")

(file,) = logs.glob("*tfevents*")
events = len(list(EventFileLoader(str(file)).Load()))
print(f"{file.name}: {events} events, {len(board.Tags()['tensors'])} tags, {checked['scalars']} scalars and {checked['histograms']} histograms as logged,")
print(f"{len(start.hparams)} hparams of {len(experiment.hparam_infos)} columns, metrics {[m.name.tag for m in experiment.metric_infos]}")
