"""Checks that may crash the process that makes them: each runs in one of its own and prints what it found."""

from typing import Any

from sam3_studio.core.errors import GpuError, UsageError

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
        GpuError: the graphics card cannot be used.
    """
    if name == "qt":
        return _qt()
    if name == "torch":
        return _torch()
    if name == "model":
        return _model(model)
    if name == "gpu":
        return _gpu()
    raise UsageError(f"There is no check {name!r}; there are qt, torch, model and gpu.")


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
    from sam3_studio.engine.failures import checkpoint_errors_explained
    from sam3_studio.engine.fingerprint import fingerprint
    from sam3_studio.engine.verification import check_itself
    from sam3_studio.model import Sam3Model, find_weights, weight_files

    with checkpoint_errors_explained():
        weights = find_weights(source)
        size = sum(file.stat().st_size for file in weight_files(weights))
        failed = []
        small = size < _SMALL
        if small:
            model = Sam3Model.from_pretrained(source)
            checks = check_itself(model, Sam3Processor.from_pretrained(source))
            failed = [f"{check.name}: {check.detail}" for check in checks if not check.passed]
    return {
        "weights": str(weights),
        "megabytes": round(size / 1e6, 1),
        "fingerprint": fingerprint(source),
        "ran": small,
        "failed": failed,
    }


def _gpu() -> Facts:
    """Compute on the graphics card: a product of matrices, and a prompt of the model that ships with the program."""
    import torch

    if not torch.cuda.is_available():
        build = f"built for CUDA {torch.version.cuda}" if torch.version.cuda else "built without CUDA"
        raise GpuError(f"PyTorch {torch.__version__}, {build}, finds no card that it can use.")
    name = torch.cuda.get_device_name()
    try:
        ones = torch.ones(256, 256, device="cuda")
        product = float((ones @ ones).sum().item())
        found = _find_a_panda()
    except RuntimeError as error:  # of CUDA: a driver or card that fails, or too little memory
        raise GpuError(f"{name} fails: {str(error).splitlines()[0]}") from error
    if product != 256.0**3 or not found:
        raise GpuError(f"{name} computes, but gives wrong results.")
    return {"device": name, "torch": torch.__version__, "found": found}


def _find_a_panda() -> int:
    """How many the model finds in a picture of the samples with some."""
    from sam3_studio.core.prompt import Prompt
    from sam3_studio.core.resources import embedded_model, resource_path
    from sam3_studio.dataset.images import load_picture
    from sam3_studio.engine import Predictor

    predictor = Predictor.load(embedded_model(), device="cuda")
    picture = load_picture(resource_path("samples/animals-in-the-grass.jpg"))
    return len(predictor.segment(picture, Prompt("panda")).above(0.5))
