import threading
from email.utils import formatdate

import pytest

from citekit.errors import RateLimited, SourceUnavailable
from citekit.sources.polite import Limit, Patience, PoliteTransport
from citekit.sources.transport import Request, Response
from citekit.testing import Clock

URL = "https://api.crossref.org/works/10.1000%2F1"


class Script:
    """A transport that answers from a list, and after its end with 200."""

    def __init__(self, *answers, clock=None):
        self.answers = list(answers)
        self.clock = clock
        self.asked = []

    def send(self, request):
        self.asked.append((request, self.clock() if self.clock else 0))
        answer = self.answers.pop(0) if self.answers else Response(200)
        if isinstance(answer, Exception):
            raise answer
        return answer


def polite(*answers, **options):
    clock = Clock()
    script = Script(*answers, clock=clock)
    options = {"random": lambda: 1.0, **options}
    return PoliteTransport(script, clock=clock, sleep=clock.sleep, wall_clock=clock, **options), script, clock


def request(pool="polite-single", url=URL):
    return Request(url, pool=pool)


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 301, 400, 404, 414])
def test_an_answer_is_not_asked_for_again(status):
    transport, script, clock = polite(Response(status))
    assert transport.send(request()).status == status
    assert len(script.asked) == 1
    assert clock.slept == []


def test_nobody_is_asked_for_ever():
    transport, script, _ = polite(*[Response(503)] * 50)
    with pytest.raises(SourceUnavailable, match="has a fault"):
        transport.send(request())
    assert len(script.asked) == Patience().attempts


def test_a_longer_retry_after_than_anybody_waits_is_an_error_at_once():
    transport, script, clock = polite(Response(429, {"retry-after": "3600"}))
    with pytest.raises(RateLimited) as caught:
        transport.send(request())
    assert caught.value.retry_after == 3600
    assert (len(script.asked), clock.slept) == (1, [])


def test_a_block_is_not_argued_with():
    transport, script, _ = polite(*[Response(403)] * 50)
    for _ in range(10):
        try:
            assert transport.send(request()).status == 403
        except SourceUnavailable as error:
            assert "refuses" in str(error)  # noqa: PT017 - most of the ten answer
    assert len(script.asked) == Patience().trust


# Patience ---------------------------------------------------------------------------------------------


def test_back_off_doubles():
    transport, script, clock = polite(Response(500), Response(502), Response(503))
    assert transport.send(request()).status == 200
    assert clock.slept == pytest.approx([1.0, 2.0, 4.0])
    assert len(script.asked) == 4


def test_back_off_is_spread_by_chance():
    transport, _, clock = polite(Response(500), random=lambda: 0.0)
    transport.send(request())
    assert clock.slept == pytest.approx([0.5])


def test_retry_after_in_seconds_and_as_a_date():
    clock = Clock()
    for value in ("7", formatdate(clock.now + 7, usegmt=True)):
        transport, _, clock = polite(Response(429, {"retry-after": value}))
        transport.send(request())
        assert clock.slept == pytest.approx([7.0])


@pytest.mark.parametrize("value", ["", "soon", "0", "-3", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 400])
def test_a_retry_after_that_says_nothing(value):
    transport, _, clock = polite(Response(429, {"retry-after": value}))
    transport.send(request())
    assert clock.slept == pytest.approx([1.0])


def test_no_connection_is_tried_twice():
    transport, script, _ = polite(*[SourceUnavailable("api.crossref.org could not be reached")] * 9)
    with pytest.raises(SourceUnavailable, match="could not be reached"):
        transport.send(request())
    assert len(script.asked) == 2


def test_a_host_that_fails_again_and_again_is_left_alone():
    transport, script, clock = polite(*[Response(503)] * 15)
    for _ in range(20):
        with pytest.raises(SourceUnavailable, match="has a fault"):
            transport.send(request())
    asked = len(script.asked)
    slept = len(clock.slept)
    with pytest.raises(SourceUnavailable, match="has a fault"):
        transport.send(request())
    assert (len(script.asked), len(clock.slept)) == (asked, slept)
    assert asked == 3 * 4 + 3 * 1
    assert transport.send(request(url="https://doi.org/api/handles/10.1000/1")).status == 200


def test_an_answer_between_faults_restores_trust():
    answers = ([Response(503)] * 4 + [Response(404)]) * 10
    transport, script, _ = polite(*answers)
    for number in range(20):
        if number % 2:
            assert transport.send(request()).status == 404
        else:
            with pytest.raises(SourceUnavailable):
                transport.send(request())
    assert len(script.asked) == len(answers)


# Rates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pool", "rate"),
    [("public-single", 5), ("public-array", 1), ("polite-single", 10), ("polite-array", 3)],
)
def test_the_public_numbers_are_kept_before_any_answer(pool, rate):
    transport, script, _ = polite()
    for _ in range(3 * rate + 1):
        transport.send(request(pool))
    times = [time for _, time in script.asked]
    assert max(sum(start <= time < start + 1 for time in times) for start in times) <= rate
    assert times[-1] - times[0] < 4


def test_pools_are_counted_apart():
    transport, _, clock = polite()
    transport.send(request("polite-array"))
    transport.send(request("polite-single"))
    assert clock.slept == []


@pytest.mark.parametrize(
    "headers",
    [
        {"x-rate-limit-limit": "2", "x-rate-limit-interval": "1s"},
        {"x-ratelimit-limit": "2, 2", "x-ratelimit-interval": "1s, 1s"},
        {"x-rate-limit-limit": "120", "x-rate-limit-interval": "60s"},
        {"x-rate-limit-limit": " 2 ", "x-rate-limit-interval": "1"},
    ],
)
def test_stated_limits_are_learnt(headers):
    transport, script, _ = polite(*[Response(200, headers)] * 9)
    for _ in range(9):
        transport.send(request())
    times = [time for _, time in script.asked][1:]
    assert max(sum(start <= time < start + 1 for time in times) for start in times) <= 2


@pytest.mark.parametrize("value", ["", "0", "-1", "many", "1e9", "99999999", "0s", "5 5", "\u0665"])
def test_senseless_limits_are_not(value):
    names = ("x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit")
    transport, _, clock = polite(*[Response(200, dict.fromkeys(names, value))] * 5)
    for _ in range(5):
        transport.send(request("public-array"))
    assert clock.slept == pytest.approx([1.1] * 4)


class Gate:
    """A transport that counts how many are in it at once."""

    def __init__(self, headers):
        self.headers = headers
        self.inside = self.most = 0
        self.lock = threading.Lock()
        self.full = threading.Event()

    def send(self, _request):
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.full.wait(0.01)
        with self.lock:
            self.inside -= 1
        return Response(200, self.headers)


@pytest.mark.parametrize(("headers", "most"), [({}, 3), ({"x-concurrency-limit": "1"}, 1)])
def test_only_so_many_at_once(headers, most):
    clock = Clock()
    gate = Gate(headers)
    transport = PoliteTransport(gate, limits={"polite-single": Limit(1000, 1, 3)}, clock=clock, sleep=clock.sleep)
    transport.send(request())
    gate.most = 0
    threads = [threading.Thread(target=transport.send, args=(request(),)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gate.most <= most


def test_stopping_lets_the_waiting_give_up():
    transport = PoliteTransport(Script(Response(429, {"retry-after": "50"})))
    timer = threading.Timer(0.05, transport.stop)
    timer.start()
    with pytest.raises(SourceUnavailable, match="stopped"):
        transport.send(request())
    timer.join()
