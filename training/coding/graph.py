"""The one product of rows and a matrix that onnxruntime computes, as a file; the matrix and its scales are given later.

    PYTHON training/coding/graph.py src/workbench/coding/learned/product.onnx

Needs the package ``onnx``. The operator: MatMulIntegerToFloat of onnxruntime's contributed operators.
"""

from __future__ import annotations

import sys
from pathlib import Path

from onnx import TensorProto as T
from onnx import helper

SAME = 1.0


def graph() -> bytes:
    """rows (uint8) by matrix (int8), less the number that stands for zero, times the scale of each out (float32)."""
    node = helper.make_node(
        "MatMulIntegerToFloat", ["rows", "matrix", "same", "scale", "zero"], ["out"], domain="com.microsoft"
    )
    rows = helper.make_tensor_value_info("rows", T.UINT8, ["count", "in"])
    out = helper.make_tensor_value_info("out", T.FLOAT, ["count", "out"])
    given = [
        helper.make_tensor("matrix", T.INT8, [1, 1], [0]),
        helper.make_tensor("same", T.FLOAT, [1], [SAME]),
        helper.make_tensor("scale", T.FLOAT, [1], [0.0]),
        helper.make_tensor("zero", T.UINT8, [1], [0]),
    ]
    versions = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    whole = helper.make_graph([node], "product", [rows], [out], given)
    return helper.make_model(whole, opset_imports=versions, ir_version=8).SerializeToString()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(graph())
