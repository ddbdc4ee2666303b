from applicants.models.access_key import AccessKey, KeyKind
from applicants.models.applicant import Applicant, ApplicantKind, ContactChannel
from applicants.models.bank_account import BankAccount

__all__ = ["AccessKey", "Applicant", "ApplicantKind", "BankAccount", "ContactChannel", "KeyKind"]
