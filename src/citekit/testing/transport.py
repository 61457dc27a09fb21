"""A registry mounted in process, as a transport."""

from citekit.errors import SourceUnavailable
from citekit.sources.transport import Request, Response
from citekit.testing.faults import BROKEN_OFF
from citekit.testing.registry import Registry


class RegistryTransport:
    """A transport that hands requests to a registry; answers slower than `read` seconds come too late.

    Examples:
        >>> from citekit import Client
        >>> from citekit.testing import Fault, Registry
        >>> registry = Registry([], faults=[Fault("503")])
        >>> with Client(transport=RegistryTransport(registry), sleep=lambda seconds: None) as client:
        ...     client.lookup("10.5555/1")
        Traceback (most recent call last):
        citekit.errors.SourceUnavailable: api.crossref.org answered 503
    """

    def __init__(self, registry: Registry, read: float = 20.0) -> None:
        self.registry = registry
        self.read = read

    def send(self, request: Request) -> Response:
        """The registry's answer.

        Raises:
            SourceUnavailable: there is none, it comes too late, or it breaks off.
        """
        started = self.registry.clock()
        try:
            response = self.registry.handle(request)
        except ConnectionError:
            raise SourceUnavailable(f"{request.host} could not be reached", url=request.url) from None
        if self.registry.clock() - started > self.read:
            raise SourceUnavailable(f"{request.host} did not answer in time", url=request.url)
        if BROKEN_OFF in response.headers:
            raise SourceUnavailable(f"{request.host} broke off its answer", url=request.url)
        return response


#: The name it had while it was only for citekit's own tests.
FakeTransport = RegistryTransport
