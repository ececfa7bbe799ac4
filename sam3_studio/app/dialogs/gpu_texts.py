"""What the dialog of the graphics card says."""

from PySide6.QtCore import QCoreApplication

from sam3_studio.app.language import translated
from sam3_studio.core.sentence import readable
from sam3_studio.runtime.enabling import Stage
from sam3_studio.runtime.lock import Lock
from sam3_studio.runtime.overview import Overview


def card_text(found: Overview) -> str:
    """The cards and the driver, or why there are none."""
    if found.driver is None:
        return translated(found.obstacle)
    cards = [
        QCoreApplication.translate("Gpu", "{name} with {memory} GB").format(
            name=card.name, memory=round(card.memory / 2**30)
        )
        for card in found.driver.cards
    ]
    cuda = ".".join(map(str, found.driver.cuda))
    driver = QCoreApplication.translate("Gpu", "Driver {version}, which runs CUDA {cuda}")
    return "\n".join([*cards, driver.format(version=found.driver.version, cuda=cuda)])


def standing_text(found: Overview) -> str:
    """Who computes, and why."""
    record = found.standing.record
    if found.standing.folder is not None and record is not None:
        text = QCoreApplication.translate(
            "Gpu", "PyTorch {torch} for CUDA {cuda} is enabled. It was tried on this card: {device}."
        )
        return text.format(torch=record.torch, cuda=record.cuda, device=record.device)
    if found.shipped_cuda:
        text = QCoreApplication.translate(
            "Gpu", "The program came with PyTorch for CUDA {cuda}; there is nothing to enable."
        )
        return text.format(cuda=found.shipped_cuda)
    sentences = [QCoreApplication.translate("Gpu", "The processor computes.")]
    if found.standing.reason:
        text = QCoreApplication.translate("Gpu", "What was enabled before is not used: {reason}")
        sentences.append(text.format(reason=translated(found.standing.reason)))
    if found.driver is not None and found.obstacle:
        sentences.append(translated(found.obstacle))
    return " ".join(sentences)


def offer_text(found: Overview) -> str:
    """What would be fetched, and what it takes; empty where nothing can be enabled."""
    lock = found.lock
    if lock is None or not found.can_enable:
        return ""
    values = {"torch": lock.torch, "cuda": lock.cuda_name, "folder": found.place, "disk": _disk(lock)}
    if found.unmeasured:
        text = QCoreApplication.translate(
            "Gpu",
            "To be downloaded: PyTorch {torch} for CUDA {cuda}, with NVIDIA's libraries, which are under NVIDIA's "
            "licence. {reason}",
        )
        return text.format(reason=translated(found.unmeasured), **values)
    if found.remaining:
        text = QCoreApplication.translate(
            "Gpu",
            "To be downloaded: PyTorch {torch} for CUDA {cuda}, with NVIDIA's libraries, which are under NVIDIA's "
            "licence: {size}. Installed, it takes {disk} in {folder}. It is tried before it is used; where it does "
            "not work, everything stays as it is.",
        )
        return text.format(size=_size(found.remaining, lock.size), **values)
    text = QCoreApplication.translate(
        "Gpu",
        "PyTorch {torch} for CUDA {cuda} is there already, in {folder}; nothing is downloaded. It is tried before it "
        "is used.",
    )
    return text.format(**values)


def stage_text(stage: Stage) -> str:
    """What is being done."""
    return {
        Stage.DOWNLOADING: QCoreApplication.translate("Gpu", "Downloading… you can go on working."),
        Stage.CHECKING: QCoreApplication.translate("Gpu", "Checking the files…"),
        Stage.INSTALLING: QCoreApplication.translate("Gpu", "Installing…"),
        Stage.TRYING: QCoreApplication.translate(
            "Gpu", "Trying the card: a product of matrices, and a prompt of the model…"
        ),
    }[stage]


def _disk(lock: Lock) -> str:
    size = readable(lock.disk)
    return size if lock.unpacked else QCoreApplication.translate("Gpu", "about {size}").format(size=size)


def _size(remaining: int, total: int) -> str:
    if remaining == total:
        return readable(total)
    text = QCoreApplication.translate("Gpu", "{remaining} of {total}")
    return text.format(remaining=readable(remaining), total=readable(total))
