"""A clock that goes only when somebody sleeps, so that waiting takes no time."""

import threading


class Clock:
    """Call it for the time in seconds; `sleep` moves it on and is noted in `slept`."""

    def __init__(self, now=1_700_000_000.0):
        self.now = now
        self.slept = []
        self._lock = threading.Lock()

    def __call__(self):
        with self._lock:
            return self.now

    def sleep(self, seconds):
        with self._lock:
            self.now += seconds
            self.slept.append(seconds)

    def pass_days(self, days):
        self.sleep(days * 86400)
