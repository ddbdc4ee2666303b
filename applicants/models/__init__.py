from applicants.models.access_key import AccessKey, KeyKind
from applicants.models.applicant import Applicant, ApplicantKind, ContactChannel
from applicants.models.bank_account import BankAccount
from applicants.models.link_request import LinkRequest

__all__ = [
    "AccessKey",
    "Applicant",
    "ApplicantKind",
    "BankAccount",
    "ContactChannel",
    "KeyKind",
    "LinkRequest",
]
