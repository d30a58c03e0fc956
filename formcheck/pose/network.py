"""One network of a model bundle, run by LiteRT on as many threads as are wanted.

A bundle is a zip of TFLite files. The landmark network also draws the person's outline and guesses depth, which nobody
here reads; the parts that only serve those are left out when it is loaded. What is left computes the very same numbers
in less time (docs/performance.md).
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from typing import Any

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from formcheck.errors import ModelError
from formcheck.pose.bundles import ModelBundle

Tensor = NDArray[np.float32]

_TFLITE_IDENTIFIER = b"TFL3"
_ROOM = 1 << 20  # beyond the bytes that stay, so that the buffer is rarely enlarged while it is written


class Network:
    """A network with one input and the outputs that were asked for.

    Parameters
    ----------
    bundle : ModelBundle
        The bundle it is in.
    file : str
        Its name there.
    outputs : sequence of int
        Numbers of the outputs to compute; what serves only others is left out.
    threads : int
        How many threads compute it. Their number does not change the result.

    Raises
    ------
    ModelError
        The bundle holds no such network, or LiteRT cannot run it.
    """

    def __init__(self, bundle: ModelBundle, file: str, outputs: Sequence[int], threads: int) -> None:
        try:
            with zipfile.ZipFile(bundle.path) as packed:
                content = keep_outputs(packed.read(file), outputs)
            self._interpreter = Interpreter(model_content=content, num_threads=threads)
            self._interpreter.allocate_tensors()
        except (KeyError, ValueError, RuntimeError, OSError, zipfile.BadZipFile) as error:
            raise ModelError(
                f"the network {file} of the pose model '{bundle.name}' cannot be run: it is damaged.",
                where=str(bundle.path),
                next_step="Run `formcheck doctor`, or choose `--estimator mediapipe`.",
            ) from error
        (given,) = self._interpreter.get_input_details()
        self._input = int(given["index"])
        self._outputs = [int(one["index"]) for one in self._interpreter.get_output_details()]
        self.size = int(given["shape"][1])

    def run(self, image: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs, each without its first axis.

        Parameters
        ----------
        image : ndarray of float32, shape (size, size, 3)
            The input, scaled as the network wants it.
        """
        self._interpreter.set_tensor(self._input, image[np.newaxis])
        self._interpreter.invoke()
        return tuple(np.asarray(self._interpreter.get_tensor(index)[0], np.float32) for index in self._outputs)


def keep_outputs(content: bytes, outputs: Sequence[int]) -> bytes:
    """Return a TFLite file that computes only some of its outputs, every weight and operation of those as it was.

    Parameters
    ----------
    content : bytes
        A TFLite file.
    outputs : sequence of int
        Numbers of the outputs to keep, in the order in which they are to come.
    """
    model: Any = schema.ModelT.InitFromObj(schema.Model.GetRootAs(content, 0))  # generated without types
    graph = model.subgraphs[0]
    graph.outputs = [graph.outputs[number] for number in outputs]
    needed = set(graph.outputs)
    operators = []
    for operator in reversed(graph.operators):  # from the outputs to the input: whatever feeds something needed
        if needed.intersection(operator.outputs):
            operators.append(operator)
            needed.update(operator.inputs)
    graph.operators = operators[::-1]
    model.signatureDefs = None  # they name the outputs that are gone
    builder = flatbuffers.Builder(len(content) + _ROOM)
    builder.Finish(model.Pack(builder), _TFLITE_IDENTIFIER)
    return bytes(builder.Output())
