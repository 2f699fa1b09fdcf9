"""The encoder that training starts from: MiniLM-L6 as a sentence encoder, from the hashed package in `Makefile`."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer
from transformers import BertConfig, BertModel


def load_encoder(folder: Path) -> tuple[BertModel, Tokenizer]:
    """The encoder's weights and tokenizer from a folder in Hugging Face's layout; SystemExit where a weight lacks."""
    from safetensors.torch import load_file

    encoder = BertModel(BertConfig.from_json_file(folder / "config.json"), add_pooling_layer=False)
    weights = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    missing, _ = encoder.load_state_dict(weights, strict=False)
    if missing:
        raise SystemExit(f"{folder}: lacks {missing[:3]}")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return encoder, tokenizer
