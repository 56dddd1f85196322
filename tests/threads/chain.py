"""Ten reports of our own on one undertaking over fifteen months, and others easily taken for it.

The states are real, all else is made up. An office is renamed on the way, a government
changes, and two ministers are each credited with the first announcement.
"""

from __future__ import annotations

CHAIN: tuple[tuple[str, str, str], ...] = (
    (
        "visit",
        "2031-04-10",
        "Canada and Norway announced on Thursday that they will set up a joint Arctic command in Bodo. "
        "The prime ministers spoke at the end of a state visit to Ottawa.",
    ),
    (
        "visit-again",
        "2031-04-14",
        "Claire Tremblay, the Canadian defense minister, said on Monday that Canada and Norway would "
        "create a joint command for the Arctic. Opposition members asked what it would cost.",
    ),
    (
        "two-plus-two",
        "2031-07-28",
        "Canada and Norway agreed on Monday to establish a joint Arctic command in Bodo by May 2032. "
        "Their foreign and defense ministers met in Oslo for what is called the two-plus-two.",
    ),
    (
        "credit-one",
        "2031-09-03",
        "Claire Tremblay, the Canadian defense minister, first announced the plan to set up a joint "
        "Arctic command with Norway, her office recalled in Ottawa.",
    ),
    (
        "late",
        "2031-12-11",
        "Norway and Canada have postponed the plan to set up a joint Arctic command in Bodo. "
        "The host town has yet to finish the barracks, officials said on Thursday.",
    ),
    (
        "first-phase",
        "2032-03-22",
        "Canada and Norway have kicked off the first phase of the joint Arctic command in Bodo, "
        "the Norwegian defense ministry said on Monday.",
    ),
    (
        "credit-two",
        "2032-03-25",
        "The plan of Norway and Canada to set up a joint Arctic command was first announced by Ingrid "
        "Solheim, the Norwegian defense minister, in April 2031.",
    ),
    (
        "renamed",
        "2032-05-06",
        "The Norwegian Ministry of Security promised on Thursday to set up the joint Arctic command with "
        "Canada. It was the ministry of defense until the spring.",
    ),
    (
        "new-government",
        "2032-06-19",
        "Canada's new government promised on Saturday to complete the joint Arctic command with Norway. "
        "Prime Minister Paul Renaud took office last week.",
    ),
    (
        "complete",
        "2032-07-08",
        "Norway and Canada have completed the first phase of the joint Arctic command in Bodo, "
        "the Ministry of Security in Oslo said on Thursday.",
    ),
)
"""Id, day and text of each report."""

OTHERS: tuple[tuple[str, str, str], ...] = (
    (
        "submarines",
        "2031-04-11",
        "Canada and Norway announced on Friday that they will buy twelve submarines together.",
    ),
    (
        "submarines-later",
        "2032-02-02",
        "Canada and Norway have postponed the purchase of twelve submarines, officials in Oslo said.",
    ),
    (
        "station",
        "2031-08-15",
        "Canada and Norway agreed on Friday to set up an Arctic research station on Jan Mayen.",
    ),
    (
        "exercise",
        "2032-03-01",
        "Norway and Canada announced on Monday that they will hold a joint Arctic exercise in Bodo.",
    ),
    (
        "fish",
        "2031-11-20",
        "Norway promised Canada on Thursday to cut its catch of cod by a tenth.",
    ),
    (
        "other-pair",
        "2031-10-05",
        "Denmark and Canada agreed on Sunday to establish a joint Arctic command in Nuuk.",
    ),
    (
        "dissolve",
        "2031-06-02",
        "Canada and Norway agreed on Monday to close their joint Arctic weather office in Bodo.",
    ),
    (
        "training",
        "2032-01-17",
        "Canada and Norway have begun to train pilots together in Manitoba.",
    ),
)
