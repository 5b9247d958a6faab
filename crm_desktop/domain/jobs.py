"""Jobs of the service history: kinds, states, time and cost."""

from __future__ import annotations

from enum import StrEnum


class JobKind(StrEnum):
    """What sort of work a job is."""

    VISIT = "visit"
    REPAIR = "repair"
    INSTALLATION = "installation"
    MAINTENANCE = "maintenance"
    REMOTE = "remote"
    OTHER = "other"


class JobStatus(StrEnum):
    """How far a job is."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"
