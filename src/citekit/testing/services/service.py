"""What a service of the stand-in is: the paths that it knows, and answers to them from its own records."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from citekit.sources.transport import Response
from citekit.testing.asked import Asked
from citekit.testing.faults import TOO_MANY, TOO_MANY_HEADERS
from citekit.testing.holdings import Holdings, Record
from citekit.testing.limits import Pool


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request leads inside a service: the route's name, and the DOIs (or other identifiers) it names."""

    name: str
    dois: tuple[str, ...] = ()


class Service(ABC):
    """One registry.

    A new one is a module with a subclass and a line in `SERVICES`. With `has_records` it is given records of its own
    under its name, `Registry(works, pubmed="pubmed.jsonl")`, and finds them in `own_records`.
    """

    #: How tests and counts call it.
    name: ClassVar[str]
    #: The hosts that are its alone; on a loopback port all services share one, and the path decides.
    hosts: ClassVar[tuple[str, ...]] = ()
    #: The argument of `Client` for its address, from which the environment's variable is made; empty for none.
    option: ClassVar[str] = ""
    #: Its pools with their limits.
    pools: ClassVar[Mapping[str, Pool]] = {}
    #: Whether it answers from records of its own.
    has_records: ClassVar[bool] = False
    #: The methods it takes.
    methods: ClassVar[tuple[str, ...]] = ("GET", "HEAD")

    def __init__(self, holdings: Holdings, pools: Mapping[str, Pool]) -> None:
        self.holdings = holdings
        #: The pools of all services, as this registry was told to count them.
        self.limits = pools

    @property
    def own_records(self) -> list[Record]:
        """The records given under this service's name."""
        return self.holdings.others.get(self.name, [])

    @abstractmethod
    def route(self, asked: Asked) -> Route | None:
        """Where a request leads; `None` for a path that is not this service's."""

    @abstractmethod
    def answer(self, asked: Asked, route: Route) -> Response:
        """The answer, whatever is asked; it raises nothing."""

    def pool(self, asked: Asked, route: Route) -> str:  # noqa: ARG002 - for those who have pools
        """The pool in which a request counts; empty where there is none."""
        return ""

    def account(self, asked: Asked, pool: str) -> str:  # noqa: ARG002 - as above
        """Whose requests are counted together in a pool."""
        return ""

    def too_many(self, asked: Asked) -> Response:
        """The answer to a request that breaks a limit."""
        return Response(429, TOO_MANY_HEADERS, TOO_MANY, asked.url)

    def headers(self, pool: str, response: Response) -> Mapping[str, str]:  # noqa: ARG002 - as above
        """The headers that go with every answer; those of the answer itself come first."""
        return {}
