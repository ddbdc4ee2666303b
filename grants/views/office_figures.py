"""The five figures of the funds, and the cases behind each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from grants import policy
from grants.selectors.cases import funds_of
from grants.selectors.year_figures import TITLES, Figure, cases_of_figure, year_figures
from grants.views.office_access import actor_of, office_page

LONGEST = 18


@office_page(*policy.STAFF_READERS)
def figures(request: HttpRequest) -> HttpResponse:
    """Asked, decided, committed, paid, returned, by fund, budget year, programme year and share."""
    context = {"rows": year_figures(funds_of(actor_of(request)))}
    return render(request, "office/figures.html", context)


@office_page(*policy.STAFF_READERS)
def figure_cases(
    request: HttpRequest, fund: str, budget_year: int, programme_year: int, figure: str
) -> HttpResponse:
    """The cases that make one figure, with what each adds to it."""
    row = next(
        (
            each
            for each in year_figures([each for each in funds_of(actor_of(request)) if each.slug == fund])
            if (each.budget_year, each.programme_year) == (budget_year, programme_year)
        ),
        None,
    )
    chosen = next((each for each in Figure if each.value == figure), None)
    if row is None or chosen is None:
        raise Http404
    after = request.GET.get("nach", "")
    place = int(after) if after.isascii() and after.isdigit() and len(after) < LONGEST else 0
    cases, following = cases_of_figure(
        chosen, fund=row.fund, budget_year=budget_year, programme_year=programme_year, after=place
    )
    context = {
        "row": row,
        "title": TITLES[chosen],
        "total_cents": row.cents[chosen],
        "cases": cases,
        "is_first": not place,
        "following": following,
    }
    return render(request, "office/figure_cases.html", context)
