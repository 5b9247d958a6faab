"""Pipelines and stages as the user orders, names and removes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy.orm import Session

from crm_desktop.db.database import Database
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import deals, pipelines
from crm_desktop.services.pipelines import NewStage, PipelineRow
from tests.factories import NOW, TODAY
from tests.services.businesses import add_deal, first_reason, snapshot, stage, start


def names(store: Database, pipeline_id: int) -> list[str]:
    with store.read() as session:
        return [one.name for one in pipelines.pipeline(session, pipeline_id).stages]


def do(store: Database, act: Callable[[Session], object]) -> None:
    with store.write("Edit pipeline") as session:
        act(session)


def refused(store: Database, act: Callable[[Session], object]) -> str:
    with pytest.raises(Refused) as found, store.write("Edit pipeline") as session:
        act(session)
    return found.value.key


def test_the_pipeline_to_show_is_the_chosen_one_else_the_first_with_deals(store: Database) -> None:
    first = start(store)
    with store.write("Edit pipeline") as session:
        other = pipelines.create_pipeline(session, "Exports")
    with store.read() as session:
        assert pipelines.to_show(session) == first.id
        assert pipelines.to_show(session, str(other)) == other
        second = pipelines.pipeline(session, other)
    add_deal(store, stage_id=second.stages[0].id)
    with store.read() as session:
        assert pipelines.to_show(session) == other
        assert pipelines.to_show(session, "999") == other
        assert pipelines.to_show(session, str(first.id)) == first.id


def test_a_new_stage_stands_before_won_and_lost(store: Database) -> None:
    row = start(store)
    do(store, lambda session: pipelines.add_stage(session, row.id, "Contract", 90))
    assert names(store, row.id) == ["Contacted", "Qualified", "Proposal", "Negotiation", "Contract", "Won", "Lost"]


def test_stages_are_renamed_weighted_and_moved_among_the_open_ones(store: Database) -> None:
    row = start(store)
    qualified = stage(row, "Qualified")
    do(store, lambda session: pipelines.edit_stage(session, qualified, name=" Good  fit ", probability=35))
    do(store, lambda session: pipelines.move_stage(session, qualified, 99))
    do(store, lambda session: pipelines.move_stage(session, stage(row, "Won"), 0))
    assert names(store, row.id) == ["Contacted", "Proposal", "Negotiation", "Good fit", "Won", "Lost"]
    with store.read() as session:
        assert pipelines.pipeline(session, row.id).stages[3].probability == 35


def test_won_and_lost_keep_their_weight(store: Database) -> None:
    row = start(store)
    do(store, lambda session: pipelines.edit_stage(session, stage(row, "Won"), name="Sold", probability=50))
    with store.read() as session:
        (sold,) = pipelines.pipeline(session, row.id).of_kind(StageKind.WON)
    assert (sold.name, sold.probability) == ("Sold", 100)


def test_an_unused_stage_is_removed_and_comes_back_by_undo(store: Database) -> None:
    row = start(store)
    before = snapshot(store)
    do(store, lambda session: pipelines.remove_stage(session, stage(row, "Proposal")))
    assert "Proposal" not in names(store, row.id)
    store.undo()
    assert snapshot(store) == before


def test_a_stage_deals_are_or_were_in_stays(store: Database) -> None:
    row = start(store)
    deal = add_deal(store, stage_id=stage(row, "Proposal"))
    do(store, lambda session: deals.move(session, deal, stage(row, "Negotiation"), today=TODAY, now=NOW))
    do(store, lambda session: deals.to_bin(session, deal, now=NOW))
    for name in ("Proposal", "Negotiation"):
        assert refused(store, partial(pipelines.remove_stage, stage_id=stage(row, name))) == ("stage.in_use")


def test_a_pipeline_keeps_won_lost_and_one_open_stage(store: Database) -> None:
    row = start(store)
    for name in ("Won", "Lost"):
        assert refused(store, partial(pipelines.remove_stage, stage_id=stage(row, name))) == ("stage.needed")
    for name in ("Contacted", "Qualified", "Proposal"):
        do(store, partial(pipelines.remove_stage, stage_id=stage(row, name)))
    assert refused(store, lambda session: pipelines.remove_stage(session, stage(row, "Negotiation"))) == "stage.needed"


@pytest.mark.parametrize(
    ("name", "key"), [("  ", "name.empty"), ("QUALIFIED", "name.taken"), ("x" * 81, "text.too_long")]
)
def test_a_stage_needs_a_name_of_its_own(store: Database, name: str, key: str) -> None:
    row = start(store)
    assert refused(store, lambda session: pipelines.add_stage(session, row.id, name, 10)) == key
    assert refused(store, lambda session: pipelines.edit_stage(session, stage(row, "Lost"), name=name)) == key


def test_a_probability_is_a_percentage(store: Database) -> None:
    row = start(store)
    assert refused(store, lambda session: pipelines.add_stage(session, row.id, "New", 101)) == "deal.probability"
    assert (
        refused(store, lambda session: pipelines.edit_stage(session, stage(row, "Qualified"), probability=-1))
        == "deal.probability"
    )


def test_stages_are_not_without_number(store: Database) -> None:
    row = start(store)
    for number in range(24):
        do(store, partial(pipelines.add_stage, pipeline_id=row.id, name=f"Stage {number}", probability=10))
    assert refused(store, lambda session: pipelines.add_stage(session, row.id, "More", 1)) == "pipeline.too_many_stages"


def second(store: Database) -> PipelineRow:
    with store.write("New pipeline") as session:
        made = pipelines.create_pipeline(session, "Service", [NewStage("Asked", probability=30)])
        return pipelines.pipeline(session, made)


def test_another_pipeline_gets_the_closed_stages_it_lacks(store: Database) -> None:
    start(store)
    row = second(store)
    assert [(one.name, one.kind) for one in row.stages] == [
        ("Asked", StageKind.OPEN), ("Won", StageKind.WON), ("Lost", StageKind.LOST)
    ]  # fmt: skip


def test_two_stages_for_won_deals_are_refused(store: Database) -> None:
    start(store)
    won = [NewStage("Won", StageKind.WON), NewStage("Paid", StageKind.WON)]
    assert refused(store, lambda session: pipelines.create_pipeline(session, "Odd", won)) == "pipeline.too_many_stages"


def test_pipelines_are_renamed_and_removed(store: Database) -> None:
    first = start(store)
    row = second(store)
    before = snapshot(store)
    do(store, lambda session: pipelines.rename_pipeline(session, row.id, "Repairs"))
    with store.read() as session:
        assert [one.name for one in pipelines.pipelines(session)] == ["Sales", "Repairs"]
    do(store, lambda session: pipelines.remove_pipeline(session, first.id))
    assert refused(store, lambda session: pipelines.remove_pipeline(session, row.id)) == "pipeline.last"
    for _ in range(2):
        store.undo()
    assert snapshot(store) == before


def test_a_pipeline_with_deals_stays(store: Database) -> None:
    row = start(store)
    second(store)
    add_deal(store)
    assert refused(store, lambda session: pipelines.remove_pipeline(session, row.id)) == "stage.in_use"
    assert refused(store, lambda session: pipelines.rename_pipeline(session, row.id, "service")) == "name.taken"
    assert first_reason(store)


def test_what_is_not_there_is_said(store: Database) -> None:
    start(store)
    assert refused(store, lambda session: pipelines.pipeline(session, 99)) == "record.missing"
    assert refused(store, lambda session: pipelines.add_stage(session, 99, "X", 1)) == "record.missing"
