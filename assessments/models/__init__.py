from assessments.models.assessment import Assessment, Response
from assessments.models.numbers import KeptCount, Numbers
from assessments.models.questionnaire import Questionnaire, Section, Stage, StageAdvice, Statement
from assessments.models.result import Result, SectionResult
from assessments.models.sharing import ShareLink

__all__ = [
    "Assessment",
    "KeptCount",
    "Numbers",
    "Questionnaire",
    "Response",
    "Result",
    "Section",
    "SectionResult",
    "ShareLink",
    "Stage",
    "StageAdvice",
    "Statement",
]
