"""The arithmetic of the accountability year, free of Django.

Every figure the system prints is computed here, from `Decimal` and `int` to `Decimal` or to an *undefined value with
a reason*. No clock, no database, no settings, no float: what differs per kabupaten comes in as an argument.

    angka      the undefined value, rounding, typing and printing of numbers
    capaian    target against realisasi, serapan, deviasi, change, efficiency
    agregasi   means and sums over many rows
    triwulan   schedules and sums over the quarters of a year
    predikat   scales that turn a figure into a word
    ikm, lke   the satisfaction index, the AKIP worksheet
    alur       which status follows which, and who may bring it about
    kode       the codes of nomenklatur and rekening
"""
