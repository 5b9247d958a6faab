"""The customer of a deal or a job leads to the contact."""

from __future__ import annotations

from crm_desktop.ui.customer_link import CustomerLink
from tests.ui.office import Office


def test_it_names_the_contact_and_leads_there(office: Office) -> None:
    link = office.show(CustomerLink(office.context))
    link.show_contact(7, "Ana & Sousa")
    assert link.isVisible()
    assert link.words() == "Ana & Sousa"
    link.click()
    assert office.went == [("contacts", 7)]


def test_without_a_contact_it_is_not_there_and_leads_nowhere(office: Office) -> None:
    link = office.show(CustomerLink(office.context))
    link.show_contact(7, "Ana")
    link.show_contact(None, "")
    assert not link.isVisible()
    link.click()
    assert office.went == []
