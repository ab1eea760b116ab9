#!/usr/bin/env python3
"""Writes table.rs: which characters JIS X 0208 and JIS X 0212 hold.

The source is Python's own EUC-JP codec, made from the Unicode Consortium's
JIS0208.TXT and JIS0212.TXT: two bytes are JIS X 0208, three bytes that begin
with 8F are JIS X 0212.

    python3 src/text/jis/make_table.py > src/text/jis/table.rs
"""

FIRST, LAST = 0x4E00, 0x9FFF

# The same characters under the code points that Windows gives them.
WINDOWS = [0xFF5E, 0xFF0D, 0x2225, 0xFFE0, 0xFFE1, 0xFFE2, 0x2014, 0x2015]


def members():
    x0208, x0212 = set(WINDOWS), set()
    for point in range(0x80, 0x10000):
        if 0xD800 <= point <= 0xDFFF:
            continue
        try:
            encoded = chr(point).encode("euc_jp")
        except UnicodeEncodeError:
            continue
        if len(encoded) == 2 and encoded[0] != 0x8E:
            x0208.add(point)
        elif len(encoded) == 3 and encoded[0] == 0x8F:
            x0212.add(point)
    return x0208, x0212


def words(points):
    bits = sum(1 << (p - FIRST) for p in points if FIRST <= p <= LAST)
    count = (LAST - FIRST + 64) // 64
    return [(bits >> (64 * i)) & (2**64 - 1) for i in range(count)]


def ranges(points):
    rest = sorted(p for p in points if not FIRST <= p <= LAST)
    runs = []
    for p in rest:
        if runs and runs[-1][1] + 1 == p:
            runs[-1][1] = p
        else:
            runs.append([p, p])
    return runs


def main():
    print("// Written by make_table.py; not by hand.\n")
    for name, points in zip(("X0208", "X0212"), members()):
        ideographs, rest = words(points), ranges(points)
        print(f"/// The ideographs of JIS {name[0]} {name[1:]}: bit n of the table is U+4E00 + n.")
        print("#[rustfmt::skip]")
        print(f"pub(super) static {name}_IDEOGRAPHS: [u64; {len(ideographs)}] = [")
        for i in range(0, len(ideographs), 4):
            print("    " + " ".join(f"{w:#018x}," for w in ideographs[i : i + 4]))
        print("];\n")
        print(f"/// The other characters of JIS {name[0]} {name[1:]}: first and last of each run.")
        print("#[rustfmt::skip]")
        print(f"pub(super) static {name}_OTHERS: [(u16, u16); {len(rest)}] = [")
        for i in range(0, len(rest), 6):
            print("    " + " ".join(f"({a:#06x}, {b:#06x})," for a, b in rest[i : i + 6]))
        print("];" + ("\n" if name == "X0208" else ""))


main()
