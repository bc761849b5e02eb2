from assessments.models.assessment import Assessment, Response
from assessments.models.claim import AssessmentClaim
from assessments.models.questionnaire import Questionnaire, Section, Stage, StageAdvice, Statement
from assessments.models.result import Result, SectionResult
from assessments.models.sharing import ShareLink
from assessments.models.statistics import DeletedAssessmentCount, UsageStatistics

__all__ = [
    "Assessment",
    "AssessmentClaim",
    "DeletedAssessmentCount",
    "Questionnaire",
    "Response",
    "Result",
    "Section",
    "SectionResult",
    "ShareLink",
    "Stage",
    "StageAdvice",
    "Statement",
    "UsageStatistics",
]
