"""Recent answers that servers share in a Redis: for an hour at most, and never on a disk.

The name of an answer is a digest of all that it depends on: the translator's identity, the options
of the servers, the number of alternatives and the source. Sources are not stored. Answers are in
two hashes, generations: once the newer one is full, it takes the place of the older one, so that
Redis keeps the answers of late in a bounded room.

While Redis is gone, or writes to a disk, servers go on without it.
"""

import hashlib
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from webapp.engine import Translation
from webapp.redis_connections import connections
from webapp.text.checks import Check

log = logging.getLogger(__name__)

_T = TypeVar("_T")

#: Seconds that a generation is kept, from its first answer on.
KEPT_SECONDS = 3_600
#: Seconds that Redis may take to answer.
ANSWER_SECONDS = 0.5
#: Seconds in which Redis is not asked, once it could not be used.
REST_SECONDS = 15
#: Seconds after which Redis is asked again whether it writes to a disk.
CHECK_SECONDS = 60
#: The newer and the older generation; the braces keep them together in a cluster.
GENERATIONS = ("{visavis-recent}:newer", "{visavis-recent}:older")
# Its arguments are the most characters of a generation, the seconds that it is kept, and then each
# answer's name and the answer, none of which is longer than a generation.
_KEEP = """
for i = 3, #ARGV, 2 do
  local length = #ARGV[i + 1]
  local size = redis.call('HINCRBY', KEYS[1], 'size', length)
  if size > tonumber(ARGV[1]) then
    redis.call('RENAME', KEYS[1], KEYS[2])
    size = redis.call('HINCRBY', KEYS[1], 'size', length)
  end
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  if size == length then
    redis.call('EXPIRE', KEYS[1], ARGV[2])
  end
end
"""


class SharedAnswers:
    """The answers that servers share in the Redis at an address.

    ``most_chars`` bounds the answers of all servers, in characters. ``options`` are those settings
    on which an answer depends beside its translator's identity. No fault of Redis is raised.
    Raises BadInput for an address that cannot be used.
    """

    def __init__(self, url: str, most_chars: int, options: str) -> None:
        pool = connections(url, ANSWER_SECONDS)
        from redis import Redis, RedisError

        self._redis: Any = Redis(connection_pool=pool)
        self._fault = RedisError
        self._keeping = self._redis.register_script(_KEEP)
        self._most = most_chars // len(GENERATIONS)
        self._options = options
        self._rests_until = self._checked_until = 0.0
        self._told = ""

    def recall(
        self, identity: str, alternatives: int, sources: Sequence[str]
    ) -> dict[str, Translation]:
        """The answers to the known ones among ``sources``."""
        names = [self._name(identity, alternatives, source) for source in sources]

        def ask() -> list[list[bytes | None]]:
            pipeline = self._redis.pipeline(transaction=False)
            for generation in GENERATIONS:
                pipeline.hmget(generation, names)
            answers: list[list[bytes | None]] = pipeline.execute()
            return answers

        nothing: list[list[bytes | None]] = []
        generations = self._asked(ask, nothing) if names else nothing
        answers: dict[str, Translation] = {}
        for generation in reversed(generations):
            for source, data in zip(sources, generation, strict=True):
                if data and (answer := _read(data)):
                    answers[source] = answer
        return answers

    def keep(self, identity: str, alternatives: int, answers: Mapping[str, Translation]) -> None:
        """Share answers by their sources; those that are too long are left out."""
        written = {
            self._name(identity, alternatives, source): text
            for source, answer in answers.items()
            if len(text := _written(answer)) <= self._most
        }
        if written:
            pairs = [part for pair in written.items() for part in pair]
            arguments: list[str | int] = [self._most, KEPT_SECONDS, *pairs]
            self._asked(lambda: self._keeping(GENERATIONS, arguments), None)

    def close(self) -> None:
        """Close every connection."""
        self._redis.connection_pool.disconnect()

    def _name(self, identity: str, alternatives: int, source: str) -> str:
        parts = json.dumps([self._options, identity, alternatives, source])
        return hashlib.sha256(parts.encode()).hexdigest()

    def _asked(self, ask: Callable[[], _T], otherwise: _T) -> _T:
        """What Redis answers; ``otherwise`` while it cannot be used."""
        if time.monotonic() < self._rests_until:
            return otherwise
        try:
            if self._keeps_to_memory():
                answer = ask()
                self._told = ""
                return answer
            self._rest("The Redis of VISAVIS_QUEUE_URL may write to a disk")
        except self._fault as error:
            self._rest(f"Redis cannot be used now ({type(error).__name__})")
        return otherwise

    def _keeps_to_memory(self) -> bool:
        """Whether Redis says that it writes nothing to a disk by itself."""
        if time.monotonic() < self._checked_until:
            return True
        try:
            answers = [self._redis.config_get(name) for name in ("save", "appendonly")]
        except self._fault as error:
            if _is_refusal(error):
                return False
            raise
        if answers != [{"save": ""}, {"appendonly": "no"}]:
            return False
        self._checked_until = time.monotonic() + CHECK_SECONDS
        return True

    def _rest(self, reason: str) -> None:
        """Leave Redis alone for a while; each reason is logged once, until it answers again."""
        self._rests_until = time.monotonic() + REST_SECONDS
        self._checked_until = 0.0
        if reason != self._told:
            log.warning("%s: each server keeps recent answers for itself.", reason)
        self._told = reason


def _is_refusal(error: Exception) -> bool:
    """Whether Redis is there, but does not answer this question."""
    from redis import ResponseError

    return isinstance(error, ResponseError)


def _written(answer: Translation) -> str:
    return json.dumps([answer.target, answer.score, answer.alternatives, answer.checks])


def _read(data: bytes) -> Translation | None:
    """An answer as it was written; None for anything else, as another version may write."""
    try:
        target, score, alternatives, checks = json.loads(data)
        texts = [target, *alternatives]
        if not all(isinstance(text, str) for text in texts):
            return None
        return Translation(target, float(score), tuple(texts[1:]), tuple(map(Check, checks)))
    except (ValueError, TypeError):
        return None
