"""SAM 3 at work: pictures and prompts in, objects out."""

from sam3_studio.engine.batch import BatchFeature
from sam3_studio.engine.image_processor import Sam3ImageProcessor
from sam3_studio.engine.predictor import Predictor
from sam3_studio.engine.processor import Sam3Processor
from sam3_studio.engine.tokenizer import PromptLengthWarning, Tokenizer

__all__ = ["BatchFeature", "Predictor", "PromptLengthWarning", "Sam3ImageProcessor", "Sam3Processor", "Tokenizer"]
