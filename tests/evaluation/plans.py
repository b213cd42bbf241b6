"""The plans that the cases are told about, by name. Today is `tests.agents.talks.TODAY`, a Monday."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.core.model import EMPTY, Tree
from tests.agents.talks import PLAN, numbered
from tests.evaluation.drafted import DRAFTED
from tests.plans import plan

SHOP = plan(
    numbered(1, "Product catalogue", tags=("backend",)),
    numbered(2, "Product database", 1, status="completed", estimated_minutes=960, assignee="Ben"),
    numbered(3, "Product pages", 1, depends_on=(2,), status="in_progress", assignee="Mia"),
    numbered(4, "Photo gallery", 3, tags=("frontend",), estimated_minutes=480),
    numbered(5, "Product reviews", 3, tags=("frontend",), priority="low"),
    numbered(6, "Search", 1, depends_on=(2,), priority="high", estimated_minutes=1440),
    numbered(7, "Checkout", priority="critical"),
    numbered(8, "Shopping cart", 7, status="in_review", assignee="Mia", estimated_minutes=960),
    numbered(9, "Payment", 7, depends_on=(8,), priority="critical", due_date="2026-12-11"),
    numbered(10, "Card payments", 9, tags=("backend",), estimated_minutes=960),
    numbered(11, "PayPal", 9, tags=("backend",), estimated_minutes=480),
    numbered(12, "Refunds", 9, depends_on=(10, 11), status="blocked", priority="low"),
    numbered(13, "Shipping costs", 7, assignee="Ben", estimated_minutes=240),
    numbered(14, "Order confirmation mail", 7, depends_on=(9,), tags=("email",)),
    numbered(15, "Customer accounts", tags=("backend", "security")),
    numbered(16, "Registration", 15, status="completed", assignee="Ben"),
    numbered(17, "Password reset", 15, depends_on=(16,), due_date="2026-11-27"),
    numbered(18, "Order history", 15, priority="low", estimated_minutes=480),
    numbered(19, "Marketing", assignee="Priya"),
    numbered(20, "Newsletter", 19, tags=("email",), due_date="2026-12-18"),
    numbered(21, "Christmas campaign", 19, priority="high", due_date="2026-11-20"),
    numbered(22, "Instagram ads", 19, status="cancelled"),
    numbered(23, "Launch", depends_on=(7, 15), start_date="2027-01-11", due_date="2027-01-15"),
    numbered(24, "Load test", 23, estimated_minutes=480),
    numbered(25, "Go live", 23, depends_on=(24,)),
)

MOVE = plan(
    numbered(1, "Find a new flat", status="completed"),
    numbered(2, "Give notice on the old flat", priority="high", due_date="2026-11-30"),
    numbered(3, "Book movers", depends_on=(1,), assignee="Tom", due_date="2026-12-04"),
    numbered(4, "Get three quotes", 3, status="in_progress", estimated_minutes=90),
    numbered(5, "Sign the contract", 3, depends_on=(4,)),
    numbered(6, "Declutter", tags=("weekend",)),
    numbered(7, "Clear out the cellar", 6, assignee="Tom", estimated_minutes=300),
    numbered(8, "Sell the old sofa", 6, assignee="Sara", priority="low"),
    numbered(9, "Pack boxes", depends_on=(6,), estimated_minutes=960),
    numbered(10, "Kitchen", 9, tags=("fragile",)),
    numbered(11, "Books", 9),
    numbered(12, "Kids' room", 9, assignee="Sara"),
    numbered(13, "Change address", assignee="Sara", due_date="2026-12-18"),
    numbered(14, "Bank", 13),
    numbered(15, "Insurance", 13),
    numbered(16, "Register at the town hall", 13, priority="high"),
    numbered(17, "Moving day", depends_on=(3, 9), due_date="2026-12-19"),
    numbered(18, "Paint the old flat", depends_on=(17,), tags=("weekend",)),
    numbered(19, "Hand over the keys", depends_on=(18,), due_date="2026-12-31"),
    numbered(20, "Housewarming party", priority="low"),
)

PLANS: Mapping[str, Tree] = {"login": PLAN, "shop": SHOP, "move": MOVE, "empty": EMPTY, **DRAFTED}
