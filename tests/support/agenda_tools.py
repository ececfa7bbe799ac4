"""What an agenda is asked for in tests, and how it is worked off."""

from pathlib import Path

from sam3_studio.app.inference.agenda import Agenda
from sam3_studio.app.inference.messages import (
    AskCrop,
    AskPrompt,
    ClassPrompt,
    ModelChoice,
    Request,
)
from sam3_studio.core.cropping import Crop
from sam3_studio.core.prompt import Prompt

HERE, THERE = Path("here.jpg"), Path("there.jpg")
CAT, DOG = (ClassPrompt(number, text, Prompt(text)) for number, text in enumerate(("cat", "dog"), 1))
PART, OTHER_PART = (AskCrop(HERE, Crop(0, 0, 4, 4), (Prompt(text),)) for text in ("cat", "dog"))
MODEL, OTHER_MODEL = ModelChoice("model"), ModelChoice("other model")


def work_off(agenda: Agenda) -> list[Request]:
    """Everything that is still to be done, in order."""
    agenda.finish()
    done = []
    while request := agenda.take():
        done.append(request)
        agenda.finish()
    return done


def asked(requests: list[Request]) -> list[str]:
    return [request.asked.key for request in requests if isinstance(request, AskPrompt)]
