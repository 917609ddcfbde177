"""Courtesies: thanks, greetings, condolences and the one they are paid to."""

import pytest

from musnad import read


@pytest.mark.parametrize(("text", "source", "addressee", "content"), [
    ("وقدم المدير شكره للجنة على دعمها.", "المدير", "للجنة", ["شكره", "على دعمها"]),
    ("نقل أمير المنطقة تعازي الحكومة إلى ذوي الضحايا.", "أمير المنطقة", "ذوي الضحايا", ["تعازي الحكومة"]),
    ("وتقدمت النقابة بأحر التعازي لأسرة الفقيد.", "النقابة", "لأسرة الفقيد", ["بأحر التعازي"]),
])  # fmt: skip
def test_to_whom_a_courtesy_is_paid(text, source, addressee, content):
    (said,) = read(text).statements
    assert (said.source.text, said.addressee.text) == (source, addressee)
    assert [part.text for part in said.content] == content
