"""What "Three pools" says about a state."""

from __future__ import annotations

POOLS = {
    "shbg_bound": "on SHBG, tight",
    "albumin_bound": "on albumin, loose",
    "free": "free",
}


def reading(result):
    """Free testosterone with its share, the bound parts, the ratio and the bone signal."""
    share = result["percent"]
    return (
        f"of {result['total']:g} nmol/L testosterone {result['free']:.0f} pmol/L "
        f"({share['free']:.2f} %) is free, {share['albumin_bound']:.0f} % sits on albumin and "
        f"{share['shbg_bound']:.0f} % on SHBG; testosterone {result['testosterone']:,.0f} ng/dL "
        f"over estradiol {result['estradiol']} pg/mL is a ratio of {ratio(result)}, and the "
        f"model's signal in bone, which follows estradiol, is {result['signal']:.2f} of 1"
    )


def ratio(result):
    """T/E2 in ng/dL per pg/mL."""
    return f"{result['ratio']:,.0f}" if result["ratio"] >= 99.95 else f"{result['ratio']:.1f}"


def pool(name, result):
    """One pool in three lines: where, how much, which share."""
    amount = f"{result['pools'][name]:.1f} nmol/L"
    if name == "free":
        return f"free\n{result['free']:.0f} pmol/L\n{result['percent'][name]:.2f} %"
    return f"{POOLS[name]}\n{amount}\n{result['percent'][name]:.0f} %"
