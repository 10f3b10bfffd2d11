"""Explanations taken apart: faults that have nothing to do with each other are told apart by what explains them."""

from __future__ import annotations

from collections.abc import Sequence

from schema.repair_search import Changes, System


def split(system: System, target: int, explanations: Sequence[Changes]) -> list[tuple[int, list[Changes]]]:
    """The target equations in independent blocks, each with its own explanations.

    Blocks are independent when every combination of their explanations is one of the whole; else all is one block.
    """
    whole = [(target, list(explanations))]
    if len(explanations[0]) == 1:
        return whole
    clustered = [clusters(system, changes) for changes in explanations]
    blocks: list[int] = []
    for mended in (mask & target for pieces in clustered for mask, _ in pieces):
        blocks = joined_masks(blocks, mended)
    found, combinations = [], 1
    for block in blocks:
        pieces = {
            frozenset((cell, changes[cell]) for mask, cells in piece if mask & block for cell in cells)
            for changes, piece in zip(explanations, clustered, strict=True)
        }
        found.append((block, [dict(piece) for piece in pieces]))
        combinations *= len(pieces)
    return found if combinations == len(explanations) else whole


def joined_masks(masks: Sequence[int], new: int) -> list[int]:
    """Disjoint sets with another one added: those that it meets become one with it."""
    meeting = [mask for mask in masks if mask & new]
    for mask in meeting:
        new |= mask
    return [mask for mask in masks if mask not in meeting] + [new]


def clusters(system: System, changes: Changes) -> list[tuple[int, list[int]]]:
    """The changed cells, those together that share an equation, each cluster after the equations it stands in."""
    masks: list[int] = []
    for cell in changes:
        masks = joined_masks(masks, system.masks[cell])
    return [(mask, [cell for cell in changes if system.masks[cell] & mask]) for mask in masks]
