"""Needs of a client, the specification in editions, promises, and the PM's verdicts on them."""

from svyazka.briefs.models.brief import Brief, Verdict
from svyazka.briefs.models.clause import Clause
from svyazka.briefs.models.need import Need
from svyazka.briefs.models.promise import FormerPromise, Promise
from svyazka.briefs.models.small import SmallPromiseRule, VerdictNorm

__all__ = ["Brief", "Clause", "FormerPromise", "Need", "Promise", "SmallPromiseRule", "Verdict", "VerdictNorm"]
