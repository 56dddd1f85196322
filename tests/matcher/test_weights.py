"""Learned weights: files and their digests, vectors, linear models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import verbale
from verbale.errors import DataError
from verbale.matcher.weights import (
    Arrays,
    Linear,
    Vectors,
    default_linear,
    default_vectors,
    number,
    read_arrays,
    write_arrays,
)


def linear(heat: float = 1.0) -> Linear:
    """Two features, three classes, vectors of two numbers."""
    return Linear(
        {
            "classes": np.array(["AID", "NONE", "ASSAULT"]),
            "keys": np.array([number("l:help"), number("l:bomb")], np.uint32),
            "weights": np.array([[2.0, 0.0, -1.0], [-1.0, 0.0, 3.0]], np.float16),
            "dense": np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]], np.float32),
            "bias": np.zeros(3, np.float32),
            "heat": np.array(heat, np.float32),
        }
    )


def vectors() -> Vectors:
    return Vectors(
        {
            "keys": np.array([number("tank"), number("gun")], np.uint32),
            "vectors": np.array([[127, 0], [0, 127]], np.int8),
            "unit": np.array(1 / 127, np.float32),
        }
    )


def test_what_is_written_is_read(tmp_path: Path) -> None:
    arrays: Arrays = {"keys": np.arange(3, dtype=np.uint32), "classes": np.array(["a", "b"])}
    write_arrays("one.npz", arrays, tmp_path)
    write_arrays("two.npz", {"keys": np.zeros(2)}, tmp_path)
    write_arrays("one.npz", arrays, tmp_path)
    found = read_arrays("one.npz", tmp_path)
    assert found.keys() == arrays.keys()
    assert all((found[name] == arrays[name]).all() for name in arrays)
    listed = (tmp_path / "models.yaml").read_text().splitlines()
    assert [line.partition(":")[0] for line in listed] == ["two.npz", "one.npz"]


def test_the_same_arrays_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        write_arrays(name, {"keys": np.arange(5)}, tmp_path)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    write_arrays("one.npz", {"keys": np.arange(3)}, tmp_path)
    (tmp_path / "one.npz").write_bytes(b"other")
    with pytest.raises(DataError, match=r"models/one.npz: its SHA-256 is .*, not the one in"):
        read_arrays("one.npz", tmp_path)


@pytest.mark.parametrize("listed", ["other.npz: 00\n", "", "- a list\n"])
def test_a_file_that_is_not_listed_is_refused(tmp_path: Path, listed: str) -> None:
    write_arrays("one.npz", {"keys": np.arange(3)}, tmp_path)
    (tmp_path / "models.yaml").write_text(listed)
    with pytest.raises(DataError, match=r"one\.npz"):
        read_arrays("one.npz", tmp_path)


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"models/one.npz: cannot be read: No such file"):
        read_arrays("one.npz", tmp_path)
    (tmp_path / "one.npz").write_bytes(b"x")
    with pytest.raises(DataError, match=r"models/models.yaml: cannot be read: No such file"):
        read_arrays("one.npz", tmp_path)


@given(
    st.lists(st.sampled_from(["l:help", "l:bomb", "l:unknown"])),
    st.tuples(*[st.floats(-50, 50, width=32)] * 2),
    st.floats(0.25, 4, width=32),
)
def test_probabilities_are_a_distribution(
    features: list[str], vector: tuple[float, float], heat: float
) -> None:
    found = linear(heat).probabilities(features, np.array(vector, np.float32))
    assert found.shape == (3,)
    assert float(found.sum()) == pytest.approx(1, abs=1e-5)
    assert ((found >= 0) & (found <= 1)).all()


def test_features_and_vector_decide() -> None:
    model, nothing = linear(), np.zeros(2, np.float32)
    assert model.classes[model.probabilities(["l:help"], nothing).argmax()] == "AID"
    assert model.classes[model.probabilities(["l:bomb"], nothing).argmax()] == "ASSAULT"
    assert model.probabilities(["l:unknown"], nothing) == pytest.approx([1 / 3] * 3)
    assert model.probabilities([], np.array([5, 0], np.float32)).argmax() == 0


def test_heat_makes_less_sure() -> None:
    sure = [
        linear(heat).probabilities(["l:help"], np.zeros(2, np.float32)).max() for heat in (1, 2)
    ]
    assert sure[0] > sure[1]


def test_what_speaks_for_a_class() -> None:
    told = linear().for_it(["l:bomb", "l:help", "l:unknown"], "ASSAULT")
    assert told == [("l:bomb", pytest.approx(3 - 2 / 3))]
    assert linear().for_it(["l:bomb", "l:help"], "ASSAULT", most=0) == []


def test_words_that_are_not_known_have_no_direction() -> None:
    assert not vectors().mean(["unknown"]).any()
    assert not vectors().mean([]).any()
    assert vectors().mean(["tank", "unknown"]) == pytest.approx([1, 0])


def test_the_mean_has_length_one() -> None:
    assert vectors().mean(["tank", "gun"]) == pytest.approx([0.5**0.5] * 2)


def test_the_models_of_the_package() -> None:
    table = default_vectors()
    for name, classes, parts in (("relations", 15, 4), ("yields", 2, 4), ("triggers", 17, 3)):
        model = default_linear(f"{name}.npz")
        assert len(model.classes) == classes, name
        assert model.dense.shape == (parts * table.size, classes), name


def test_words_of_one_kind_point_the_same_way() -> None:
    table = default_vectors()

    def near(one: str, other: str) -> float:
        return float(table.mean([one]) @ table.mean([other]))

    assert near("condemned", "denounced") > near("condemned", "harvest")
    assert near("soldiers", "troops") > near("soldiers", "parliament")


def test_every_model_is_listed_and_has_a_card() -> None:
    folder = Path(verbale.__file__).parent / "data" / "models"
    models = {path.name for path in folder.glob("*.npz")}
    listed = (folder / "models.yaml").read_text(encoding="utf-8").splitlines()
    assert {line.partition(":")[0] for line in listed if not line.startswith("#")} == models
    cards = [path.read_text(encoding="utf-8") for path in folder.glob("*.md")]
    for name in models:
        read_arrays(name)
        assert any(name in card.splitlines()[0] for card in cards), name
