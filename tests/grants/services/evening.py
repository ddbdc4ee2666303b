"""Members of the jury who come with their links."""

from foundation.audit.actors import Actor
from foundation.values.codes import digest
from grants.models import AgendaItem, JuryKey, JuryMember, Vote
from grants.selectors.jury import juror_actor
from grants.services.ballots import cast_vote
from grants.services.jury_keys import issue_link
from tests.stories import Story


def link_of(story: Story, member: JuryMember) -> JuryKey:
    """A fresh link, as the invitation brings it."""
    token = issue_link(session=story.session(), member=member, actor=story.people["manager"], now=story.now)
    return JuryKey.objects.get(digest=digest(token))


def juror(story: Story, place: int) -> Actor:
    """The n-th member, counted from 0, with a key of the story's session."""
    return juror_actor(story.fund.jury_members.all()[place], story.session())


def item_of(story: Story) -> AgendaItem:
    """The story's item, as it is now."""
    return AgendaItem.objects.filter(application=story.application).latest("pk")


def vote_of(story: Story, place: int, choice: str = "yes") -> Vote:
    """The n-th member votes over their link."""
    return cast_vote(item=item_of(story), choice=choice, actor=juror(story, place), now=story.now)
