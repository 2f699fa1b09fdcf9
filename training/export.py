"""From trained weights to the files of the package: the encoder as ONNX with 8-bit weights, the heads as arrays."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import numpy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.model import FARTHEST, ROLE_SIZE, Model


class _States(nn.Module):
    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        out: Tensor = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
        return out


def export(model: Model, tokenizer: Tokenizer, folder: Path) -> None:
    """Write encoder.onnx, heads.npz, heads.json and tokenizer.json into ``folder``."""
    model.eval()
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain, ready = Path(scratch, "plain.onnx"), Path(scratch, "ready.onnx")
        ids = torch.ones(2, 8, dtype=torch.long)
        axes = {0: "batch", 1: "tokens"}
        torch.onnx.export(
            _States(model), (ids, ids, ids), str(plain), input_names=["ids", "mask", "kinds"], output_names=["states"],
            dynamic_axes=dict.fromkeys(("ids", "mask", "kinds", "states"), axes), opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    arrays, shape = {}, {}
    for name, heads in model.heads.items():
        task = heads.task
        shape[name] = {"labels": task.labels, "roles": task.roles, "attributes": task.attributes}
        arrays |= {f"{name}.{key}": value for key, value in heads.state_dict().items()}
    arrays |= {f"spans.{key}": value for key, value in model.spans.state_dict().items()}
    arrays |= {f"pairs.{key}": value for key, value in model.pairs.state_dict().items()}
    numpy.savez_compressed(folder / "heads.npz", **{k: v.numpy().astype(numpy.float16) for k, v in arrays.items()})
    description = {
        "tasks": shape, "spans": model.span_labels, "pairs": model.pairs.labels,
        "role_size": ROLE_SIZE, "farthest": FARTHEST,
    }  # fmt: skip
    (folder / "heads.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
