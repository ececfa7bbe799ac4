"""Checks that may crash the process that makes them: each runs in one of its own and prints what it found."""

from typing import Any

from sam3_studio.core.errors import ModelError, UsageError

_SMALL = 200e6  # bytes; more than that takes minutes on a processor

Facts = dict[str, Any]


def probe(name: str, model: str) -> Facts:
    """Make one check in this process.

    Args:
        name: of the check.
        model: source of the weights, for the check that looks at them.

    Raises:
        UsageError: there is no such check.
        ModelError: the weights cannot be used.
    """
    if name == "qt":
        return _qt()
    if name == "torch":
        return _torch()
    if name == "model":
        return _model(model)
    raise UsageError(f"There is no check {name!r}; there are qt, torch and model.")


def _qt() -> Facts:
    """Start Qt as the window does."""
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    screens = [f"{s.size().width()} x {s.size().height()} at {s.devicePixelRatio():g}" for s in application.screens()]
    return {"version": qVersion(), "platform": application.platformName(), "screens": screens}


def _torch() -> Facts:
    """Load PyTorch, choose a device as the window does, and compute something on it."""
    import torch

    from sam3_studio.engine.device import choose_device

    choice = choose_device()
    ones = torch.ones(64, 64, dtype=choice.dtype, device=choice.device)
    product = float((ones @ ones).sum().item())
    memory = None
    if choice.device.type == "cuda":
        memory = torch.cuda.get_device_properties(choice.device).total_memory
    units = sorted(name for name, there in torch.cpu.get_capabilities().items() if there is True)
    return {
        "version": torch.__version__,
        "cuda": torch.version.cuda,
        "device": str(choice.device),
        "choice": str(choice),
        "memory": memory,
        "computes": product == 64.0**3,
        "units": units,
    }


def _model(source: str) -> Facts:
    """Look at the files of a model; a small one is run, too."""
    from sam3_studio.engine import Sam3Processor
    from sam3_studio.engine.fingerprint import fingerprint
    from sam3_studio.engine.verification import check_itself
    from sam3_studio.model import CheckpointError, Sam3Model, find_weights, weight_files

    try:
        weights = find_weights(source)
        size = sum(file.stat().st_size for file in weight_files(weights))
        failed = []
        small = size < _SMALL
        if small:
            model = Sam3Model.from_pretrained(source)
            checks = check_itself(model, Sam3Processor.from_pretrained(source))
            failed = [f"{check.name}: {check.detail}" for check in checks if not check.passed]
    except CheckpointError as error:
        raise ModelError(error.pattern, **error.values) from error
    return {
        "weights": str(weights),
        "megabytes": round(size / 1e6, 1),
        "fingerprint": fingerprint(source),
        "ran": small,
        "failed": failed,
    }
