"""Where imported deals stand: the file's own stages in a pipeline of their own, and its reasons for lost deals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import LostReason
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.text import clean_line, fold
from crm_desktop.exchange.pipeline import DealRecord, StageRecord
from crm_desktop.exchange.records import Rejected
from crm_desktop.services import settings
from crm_desktop.services.deal_import_plan import stage_key
from crm_desktop.services.ordering import NAME_LIMIT, next_position
from crm_desktop.services.pipelines import NewStage, PipelineRow, bring_pipeline
from crm_desktop.words import N_, NC_, words_of

NOT_GIVEN = N_("Not given (import)")
PIPELINE = NC_("a pipeline", "Import")


def pipeline_for(session: Session, source: str, stages: Sequence[StageRecord]) -> PipelineRow:
    """The pipeline with the file's stages: one that has them, else a new one named after the file.

    Open stages are weighted evenly along the way. All won deals go to one stage, and all lost ones.

    Raises:
        Refused: ``pipeline.too_many_stages``: the column is none of stages.
    """
    opened = list(dict.fromkeys(_short(stage.name) for stage in stages if stage.kind is StageKind.OPEN))
    wanted = [
        NewStage(name, StageKind.OPEN, round(100 * place / (len(opened) + 1))) for place, name in enumerate(opened, 1)
    ]
    taken = {fold(name) for name in opened}
    for kind in (StageKind.WON, StageKind.LOST):
        names = [_short(stage.name) for stage in stages if stage.kind is kind and fold(stage.name) not in taken]
        wanted += [NewStage(name, kind) for name in names[:1]]
    words = words_of(settings.get(session, "language"))
    name = _short(" ".join(PurePath(source).stem.replace("_", " ").replace("-", " ").split()))
    return bring_pipeline(session, name[:1].upper() + name[1:] or words.text(PIPELINE), wanted)


def stage_ids(row: PipelineRow) -> dict[tuple[str, StageKind], int]:
    """The stages by `stage_key`; an open deal without a stage is in the first one."""
    ids = {(fold(stage.name) if stage.kind is StageKind.OPEN else "", stage.kind): stage.id for stage in row.stages}
    ids["", StageKind.OPEN] = row.of_kind(StageKind.OPEN)[0].id
    return ids


def stage_of(ids: dict[tuple[str, StageKind], int], record: DealRecord) -> int:
    """The stage a deal goes to."""
    name, kind = stage_key(record)
    return ids[fold(_short(name)), kind]


def merged_stages(records: Iterable[DealRecord], row: PipelineRow) -> list[Rejected]:
    """A note for each name of a won or lost stage that is not the one its deals are in now."""
    names = {kind: row.of_kind(kind)[0].name for kind in (StageKind.WON, StageKind.LOST)}
    found: dict[tuple[str, StageKind], list[DealRecord]] = {}
    for record in records:
        if record.stage_kind in names and record.stage and fold(record.stage) != fold(names[record.stage_kind]):
            found.setdefault((record.stage, record.stage_kind), []).append(record)
    return [
        Rejected(
            same[0].source, same[0].line, "import.stage_merged",
            {"name": name, "meant": names[kind], "count": len(same)},
        )
        for (name, kind), same in found.items()
    ]  # fmt: skip


def reason_ids(session: Session, records: Iterable[DealRecord]) -> dict[str, int]:
    """The lost reasons of deals by folded name; '' is the one of those that give none.

    New ones are made outside the gesture, put away, so that undo leaves what deals in the bin need; those the file
    names then come into sight.
    """
    ids = {fold(row.name): row.id for row in session.scalars(select(LostReason).order_by(LostReason.id.desc()))}
    not_given = words_of(settings.get(session, "language")).text(NOT_GIVEN)
    wanted = dict.fromkeys(_short(one.lost_reason) for one in records if one.stage_kind is StageKind.LOST)
    for name in wanted:
        kept = name or not_given
        if fold(kept) not in ids:
            ids[fold(kept)] = _new_reason(session, kept, shown=bool(name))
    if fold(not_given) in ids:
        ids[""] = ids[fold(not_given)]
    return ids


def reason_of(ids: dict[str, int], record: DealRecord) -> int | None:
    """The reason of a lost deal; None for others."""
    return ids[fold(_short(record.lost_reason))] if record.stage_kind is StageKind.LOST else None


def _new_reason(session: Session, name: str, *, shown: bool) -> int:
    values = {"name": name, "position": next_position(session, LostReason), "archived": True}
    made = session.execute(insert(LostReason).values(**values).returning(LostReason.id)).scalar_one()
    if shown:
        session.get_one(LostReason, made).archived = False
        session.flush()
    return made


def _short(name: str) -> str:
    return clean_line(name)[:NAME_LIMIT].strip()
