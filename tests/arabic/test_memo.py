"""What is worked out is kept, and forgotten when it is too much."""

from musnad.arabic.memo import Memo


def test_works_out_once() -> None:
    asked: list[str] = []

    def work(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(work)
    assert list(map(memo.__getitem__, ["خبر", "مصدر", "خبر"])) == [3, 4, 3]
    assert asked == ["خبر", "مصدر"]


def test_is_bounded() -> None:
    memo = Memo(str, most=10)
    for number in range(1000):
        assert memo[number] == str(number)
        assert len(memo) <= 10
