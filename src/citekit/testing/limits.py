"""Rate and concurrency: which requests come too fast or too many at once for their pool."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from typing import Final, TypeAlias

#: Requests a second, and at once; `None` is no limit.
Pool: TypeAlias = tuple[int | None, int | None]

#: Every interval that a registry has stated is a second.
INTERVAL: Final = 1.0
#: A clock's rounding is nobody's haste: whoever keeps exactly to the limit does not break it.
ROUNDING: Final = 1e-3


class Limits:
    """Counts requests by pool and account; not safe between threads by itself.

    An account is whoever a registry counts together: in Crossref's polite pool a contact address, elsewhere all.

    Examples:
        >>> limits = Limits({"public-array": (1, 1)})
        >>> limits.enter("public-array", "", 10.0), limits.enter("public-array", "", 10.5)
        ('', 'rate')
    """

    def __init__(self, pools: Mapping[str, Pool]) -> None:
        self._pools = pools
        self._starts: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._running: Counter[tuple[str, str]] = Counter()

    def enter(self, pool: str, account: str, now: float) -> str:
        """A request begins: which limit it breaks, if any. What is refused counts as well."""
        rate, most = self._pools.get(pool, (None, None))
        key = pool, account
        self._running[key] += 1
        starts = self._starts[key]
        while starts and starts[0] <= now - INTERVAL + ROUNDING:
            starts.popleft()
        starts.append(now)
        if rate is not None and len(starts) > rate:
            return "rate"
        return "concurrency" if most is not None and self._running[key] > most else ""

    def leave(self, pool: str, account: str) -> None:
        """A request ends."""
        self._running[pool, account] -= 1
