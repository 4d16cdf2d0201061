"""Sentence-transformers models compiled to ONNX, so that serving needs no torch."""
