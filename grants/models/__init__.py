from grants.models.account_sheet import AccountSheet
from grants.models.application import (
    Application,
    ApplicationVersion,
    CostItem,
    InformationRequest,
    ReferenceCounter,
)
from grants.models.binding import BoundThing
from grants.models.budget import BUDGET_COLUMNS, BudgetEntry, BudgetKind
from grants.models.budget_proposal import PROPOSABLE, BudgetProposal
from grants.models.change import ChangeKind, ChangeRequest, ChangeRuling
from grants.models.claim import Claim, ClaimGround, ClaimRelief, ClaimRow
from grants.models.correction import Correction
from grants.models.drawdown import (
    Drawdown,
    DrawdownEntry,
    DrawdownKind,
    DrawdownWithdrawal,
    LandCut,
    LandReceipt,
)
from grants.models.early_start import EarlyStart
from grants.models.finance_import import FinanceImport, ImportedStep, ImportKind, ImportRow, ImportVerb
from grants.models.fund import Financing, Fund, FundRules
from grants.models.fund_account import FundAccount, LandGrant
from grants.models.fund_logos import FundLogo
from grants.models.fund_texts import FundText, last_text
from grants.models.grant import Grant, Obligation
from grants.models.hand_over import HandOver, HandOverDownload, HandOverKind, HandOverLine
from grants.models.instalment import ClaimInstalment
from grants.models.interest import BaseRate, InterestPeriod
from grants.models.jury_key import JuryKey, JuryKeyKind
from grants.models.land_money import LandProposal, LandTranche
from grants.models.ledger import LedgerEntry, LedgerKind
from grants.models.letter import Letter, LetterChannel, LetterStep, LetterStepKind
from grants.models.minutes import MinutesAddition
from grants.models.notice import Notice, NoticeKind, NoticeText
from grants.models.objection import Objection, ObjectionEnd, ObjectionWay, RemedyKind
from grants.models.particulars import Particulars
from grants.models.payee_check import PayeeCheck, PayeeResult
from grants.models.payment import PaymentKind, PaymentOrder
from grants.models.payment_profile import PaymentProfile
from grants.models.posting import Posting, ReconciliationNote
from grants.models.proof import PaymentMethod, Proof, ProofCheck, ProofReminder, Receipt
from grants.models.proof_question import ProofQuestion
from grants.models.proof_version import ProofVersion
from grants.models.proposal import Proposal
from grants.models.question_term import AnswerWay, QuestionTerm, TermKind
from grants.models.receipt_order import IncomingMoney, ReceiptKind, ReceiptOrder
from grants.models.released_picture import ReleasedPicture
from grants.models.reminder import ReminderPause, TermReminder
from grants.models.retention import DeletionRecord, DeletionRun, LitigationHold, ReportExpiry
from grants.models.rules_proposal import RulesProposal
from grants.models.ruling import Ruling, RulingKind
from grants.models.score import Score
from grants.models.session import (
    AgendaItem,
    Choice,
    ConflictOfInterest,
    JuryMember,
    JurySession,
    Outcome,
    Vote,
    VoteWay,
)
from grants.models.state_aid import StateAidEntry
from grants.models.surplus import Surplus
from grants.models.workflow_model import TransitionRecord, WorkflowModel
from grants.models.year_change import CarryOver
from grants.models.year_closing import YearClosing, YearStep

__all__ = [
    "BUDGET_COLUMNS",
    "PROPOSABLE",
    "AccountSheet",
    "AgendaItem",
    "AnswerWay",
    "Application",
    "ApplicationVersion",
    "BaseRate",
    "BoundThing",
    "BudgetEntry",
    "BudgetKind",
    "BudgetProposal",
    "CarryOver",
    "ChangeKind",
    "ChangeRequest",
    "ChangeRuling",
    "Choice",
    "Claim",
    "ClaimGround",
    "ClaimInstalment",
    "ClaimRelief",
    "ClaimRow",
    "ConflictOfInterest",
    "Correction",
    "CostItem",
    "DeletionRecord",
    "DeletionRun",
    "Drawdown",
    "DrawdownEntry",
    "DrawdownKind",
    "DrawdownWithdrawal",
    "EarlyStart",
    "FinanceImport",
    "Financing",
    "Fund",
    "FundAccount",
    "FundLogo",
    "FundRules",
    "FundText",
    "Grant",
    "HandOver",
    "HandOverDownload",
    "HandOverKind",
    "HandOverLine",
    "ImportKind",
    "ImportRow",
    "ImportVerb",
    "ImportedStep",
    "IncomingMoney",
    "InformationRequest",
    "InterestPeriod",
    "JuryKey",
    "JuryKeyKind",
    "JuryMember",
    "JurySession",
    "LandCut",
    "LandGrant",
    "LandProposal",
    "LandReceipt",
    "LandTranche",
    "LedgerEntry",
    "LedgerKind",
    "Letter",
    "LetterChannel",
    "LetterStep",
    "LetterStepKind",
    "LitigationHold",
    "MinutesAddition",
    "Notice",
    "NoticeKind",
    "NoticeText",
    "Objection",
    "ObjectionEnd",
    "ObjectionWay",
    "Obligation",
    "Outcome",
    "Particulars",
    "PayeeCheck",
    "PayeeResult",
    "PaymentKind",
    "PaymentMethod",
    "PaymentOrder",
    "PaymentProfile",
    "Posting",
    "Proof",
    "ProofCheck",
    "ProofQuestion",
    "ProofReminder",
    "ProofVersion",
    "Proposal",
    "QuestionTerm",
    "Receipt",
    "ReceiptKind",
    "ReceiptOrder",
    "ReconciliationNote",
    "ReferenceCounter",
    "ReleasedPicture",
    "RemedyKind",
    "ReminderPause",
    "ReportExpiry",
    "RulesProposal",
    "Ruling",
    "RulingKind",
    "Score",
    "StateAidEntry",
    "Surplus",
    "TermKind",
    "TermReminder",
    "TransitionRecord",
    "Vote",
    "VoteWay",
    "WorkflowModel",
    "YearClosing",
    "YearStep",
    "last_text",
]
