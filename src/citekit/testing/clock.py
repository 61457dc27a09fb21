"""A clock that goes only when somebody sleeps, so that waiting takes no time."""

import threading


class Clock:
    """Call it for the time in seconds; `sleep` moves it on and is noted in `slept`.

    Give the same clock to the registry and to whoever asks it: `Registry(…, clock=clock, sleep=clock.sleep)`.

    Examples:
        >>> clock = Clock(100.0)
        >>> clock.sleep(2.5)
        >>> clock(), clock.slept
        (102.5, [2.5])
    """

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def __call__(self) -> float:
        """The time now."""
        with self._lock:
            return self.now

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        with self._lock:
            self.now += seconds
            self.slept.append(seconds)

    def pass_days(self, days: float) -> None:
        """Let so many days pass."""
        self.sleep(days * 86400)
