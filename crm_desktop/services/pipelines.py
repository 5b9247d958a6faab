"""Pipelines with their stages: what the board is made of.

A pipeline at a place below zero is put away: its stages must stay, because deals in the bin are in them, but nobody
sees it. That is what undo makes of the pipeline an import brought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, insert, or_, select
from sqlalchemy.orm import Session

from crm_desktop.db.history import set_subject
from crm_desktop.db.models.deals import Deal, DealStageChange, Pipeline, Stage
from crm_desktop.domain.deals import DEFAULT_STAGES, StageKind, check_probability
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import fold
from crm_desktop.services.editing import existing
from crm_desktop.services.ordering import next_position, reorder, unique_name
from crm_desktop.words import Words, current

MOST_STAGES = 30
PUT_AWAY = -1


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage; `probability` in percent."""

    id: int
    pipeline_id: int
    name: str
    kind: StageKind
    probability: int


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """A pipeline with its stages in order: the open ones, then won, then lost."""

    id: int
    name: str
    stages: tuple[StageRow, ...]

    def of_kind(self, kind: StageKind) -> tuple[StageRow, ...]:
        """The stages that are open, or the one that is won or lost."""
        return tuple(stage for stage in self.stages if stage.kind is kind)


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage to be made."""

    name: str
    kind: StageKind = StageKind.OPEN
    probability: int = 0


def pipelines(session: Session) -> tuple[PipelineRow, ...]:
    """Every pipeline in order."""
    stages: dict[int, list[StageRow]] = {}
    for stage in session.scalars(select(Stage).order_by(Stage.pipeline_id, Stage.position, Stage.id)):
        row = StageRow(stage.id, stage.pipeline_id, stage.name, stage.kind, stage.probability)
        stages.setdefault(stage.pipeline_id, []).append(row)
    found = session.scalars(_visible().order_by(Pipeline.position, Pipeline.id))
    return tuple(PipelineRow(one.id, one.name, tuple(stages.get(one.id, ()))) for one in found)


def to_show(session: Session, chosen: str = "") -> int:
    """The pipeline whose id reads as `chosen`, else the first that holds deals, else the first; 0 without any."""
    ids = list(session.scalars(_visible().with_only_columns(Pipeline.id).order_by(Pipeline.position, Pipeline.id)))
    for each in ids:
        if str(each) == chosen:
            return each
    used = select(Deal.id).join(Stage, Stage.id == Deal.stage_id).where(Deal.deleted_at.is_(None)).limit(1)
    filled = (each for each in ids if session.scalar(used.where(Stage.pipeline_id == each)) is not None)
    return next(filled, next(iter(ids), 0))


def pipeline(session: Session, pipeline_id: int) -> PipelineRow:
    """One pipeline.

    Raises:
        Refused: ``record.missing``.
    """
    for row in pipelines(session):
        if row.id == pipeline_id:
            return row
    raise Refused("record.missing")


def default_stages(words: Words) -> tuple[NewStage, ...]:
    """The stages a new pipeline begins with, named in a language."""
    return tuple(NewStage(words.text(one.name), one.kind, one.probability) for one in DEFAULT_STAGES)


def create_pipeline(session: Session, name: str, stages: Sequence[NewStage] | None = None) -> int:
    """A new pipeline, with the usual stages unless others are given; answers its id.

    A stage for won deals and one for lost ones are added where they are missing.

    Raises:
        Refused: ``name.*``, ``pipeline.too_many_stages``, ``deal.probability``.
    """
    taken = [row.name for row in session.scalars(_visible())]
    row = Pipeline(name=unique_name(name, taken), position=next_position(session, Pipeline))
    session.add(row)
    session.flush()
    for position, stage in enumerate(_complete(default_stages(current()) if stages is None else stages)):
        _add_stage(session, row.id, stage, position)
    set_subject(session, row.name)
    session.flush()
    return row.id


def rename_pipeline(session: Session, pipeline_id: int, name: str) -> None:
    """Gives a pipeline another name.

    Raises:
        Refused: ``name.empty``, ``name.taken``, ``record.missing``.
    """
    row = existing(session, Pipeline, pipeline_id)
    row.name = unique_name(name, [other.name for other in session.scalars(_visible()) if other.id != pipeline_id])
    set_subject(session, row.name)
    session.flush()


def remove_pipeline(session: Session, pipeline_id: int) -> None:
    """Removes a pipeline that no deal ever stood in, unless it is the last one.

    Raises:
        Refused: ``pipeline.last``, ``stage.in_use``, ``record.missing``.
    """
    row = existing(session, Pipeline, pipeline_id)
    if len(session.scalars(_visible()).all()) == 1:
        raise Refused("pipeline.last")
    stages = session.scalars(select(Stage).where(Stage.pipeline_id == pipeline_id)).all()
    for stage in stages:
        _refuse_used(session, stage)
    for stage in stages:
        session.delete(stage)
    session.flush()
    session.delete(row)
    set_subject(session, row.name)
    session.flush()


def add_stage(session: Session, pipeline_id: int, name: str, probability: int) -> int:
    """A new open stage behind the other open ones; answers its id.

    Raises:
        Refused: ``name.*``, ``pipeline.too_many_stages``, ``deal.probability``, ``record.missing``.
    """
    existing(session, Pipeline, pipeline_id)
    stages = _stages(session, pipeline_id)
    if len(stages) >= MOST_STAGES:
        raise Refused("pipeline.too_many_stages", limit=MOST_STAGES)
    opened = sum(stage.kind is StageKind.OPEN for stage in stages)
    row = _add_stage(session, pipeline_id, NewStage(name, StageKind.OPEN, probability), len(stages))
    reorder(_stages(session, pipeline_id), row, opened)
    set_subject(session, row.name)
    session.flush()
    return row.id


def edit_stage(session: Session, stage_id: int, *, name: str | None = None, probability: int | None = None) -> None:
    """Renames a stage, or changes what its deals are weighted with; won counts 100 and lost 0 whatever is given.

    Raises:
        Refused: ``name.*``, ``deal.probability``, ``record.missing``.
    """
    row = existing(session, Stage, stage_id)
    if name is not None:
        others = [stage.name for stage in _stages(session, row.pipeline_id) if stage.id != stage_id]
        row.name = unique_name(name, others)
    if probability is not None and row.kind is StageKind.OPEN:
        row.probability = check_probability(probability)
    set_subject(session, row.name)
    session.flush()


def move_stage(session: Session, stage_id: int, index: int) -> None:
    """Puts an open stage at another place among the open ones (0 is first); won and lost stay at the end.

    Raises:
        Refused: ``record.missing``.
    """
    row = existing(session, Stage, stage_id)
    stages = _stages(session, row.pipeline_id)
    if row.kind is StageKind.OPEN:
        last = sum(stage.kind is StageKind.OPEN for stage in stages) - 1
        reorder(stages, row, min(index, last))
    set_subject(session, row.name)
    session.flush()


def remove_stage(session: Session, stage_id: int) -> None:
    """Removes an open stage that no deal stands in, stood in, or has in the bin.

    Raises:
        Refused: ``stage.in_use``, ``stage.needed``, ``record.missing``.
    """
    row = existing(session, Stage, stage_id)
    opened = [stage for stage in _stages(session, row.pipeline_id) if stage.kind is StageKind.OPEN]
    if row.kind is not StageKind.OPEN or len(opened) == 1:
        raise Refused("stage.needed", name=row.name)
    _refuse_used(session, row)
    session.delete(row)
    set_subject(session, row.name)
    session.flush()


def bring_pipeline(session: Session, wanted: str, stages: Sequence[NewStage]) -> PipelineRow:
    """The pipeline that has these stages, in sight or put away, else a new one; for imports.

    The rows of a new one are no part of the gesture, only that it comes into sight is: undo can put it away again but
    not destroy what deals in the bin need. A name that is taken gets a number.

    Raises:
        Refused: ``name.empty``, ``pipeline.too_many_stages``, ``deal.probability``.
    """
    complete = _complete(stages)
    found = _with_stages(session, {(fold(stage.name), stage.kind) for stage in complete})
    if found is None:
        position = {"name": "", "position": PUT_AWAY}
        made = session.execute(insert(Pipeline).values(**position).returning(Pipeline.id)).scalar_one()
        rows = [_stage_values(made, stage, place) for place, stage in enumerate(complete)]
        session.execute(insert(Stage), rows)
        found = session.get_one(Pipeline, made)
    if found.position < 0:
        found.name = _free_name(session, wanted)
        found.position = next_position(session, Pipeline)
        session.flush()
    return pipeline(session, found.id)


def _with_stages(session: Session, wanted: set[tuple[str, StageKind]]) -> Pipeline | None:
    """A pipeline that has all these stages; rather one in sight than one put away."""
    has: defaultdict[int, set[tuple[str, StageKind]]] = defaultdict(set)
    for stage in session.scalars(select(Stage)):
        has[stage.pipeline_id].add((fold(stage.name), stage.kind))
    known = session.scalars(select(Pipeline).order_by(Pipeline.position < 0, Pipeline.position, Pipeline.id))
    return next((row for row in known if wanted <= has[row.id]), None)


def _free_name(session: Session, wanted: str) -> str:
    taken = {fold(row.name) for row in session.scalars(_visible())}
    names = (wanted if number == 1 else f"{wanted} {number}" for number in count(1))
    return unique_name(next(name for name in names if fold(name) not in taken), ())


def _visible() -> Select[Pipeline]:
    return select(Pipeline).where(Pipeline.position >= 0)


def _complete(stages: Sequence[NewStage]) -> list[NewStage]:
    """At least one open stage, exactly one won and one lost, in this order."""
    found = {kind: [stage for stage in stages if stage.kind is kind] for kind in StageKind}
    usual = {one.kind: one for one in reversed(default_stages(current()))}
    complete = [stage for kind in StageKind for stage in (found[kind] or [usual[kind]])]
    if len(found[StageKind.WON]) > 1 or len(found[StageKind.LOST]) > 1 or len(complete) > MOST_STAGES:
        raise Refused("pipeline.too_many_stages", limit=MOST_STAGES)
    return complete


def _add_stage(session: Session, pipeline_id: int, stage: NewStage, position: int) -> Stage:
    taken = session.scalars(select(Stage.name).where(Stage.pipeline_id == pipeline_id)).all()
    row = Stage(**_stage_values(pipeline_id, replace(stage, name=unique_name(stage.name, taken)), position))
    session.add(row)
    session.flush()
    return row


def _stage_values(pipeline_id: int, stage: NewStage, position: int) -> dict[str, Any]:
    probability = {StageKind.WON: 100, StageKind.LOST: 0}.get(stage.kind, stage.probability)
    return {
        "pipeline_id": pipeline_id,
        "name": stage.name,
        "kind": stage.kind,
        "probability": check_probability(probability),
        "position": position,
    }


def _stages(session: Session, pipeline_id: int) -> Sequence[Stage]:
    query = select(Stage).where(Stage.pipeline_id == pipeline_id).order_by(Stage.position, Stage.id)
    return session.scalars(query).all()


def _refuse_used(session: Session, stage: Stage) -> None:
    changed = or_(DealStageChange.from_stage_id == stage.id, DealStageChange.to_stage_id == stage.id)
    if _any(session, Deal.stage_id == stage.id) or _any(session, changed):
        raise Refused("stage.in_use", name=stage.name)


def _any(session: Session, condition: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(exists().where(condition))))
