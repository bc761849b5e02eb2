"""Says how many decimals an amount of a currency can have, by ISO 4217."""

from localization.numbers import minor_digits

# ISO 4217 (list one, 1 January 2026; list three for past currencies) where CLDR has no decimals,
# because people write none.
_ISO_MINOR_DIGITS = {
    "IQD": 3,
    **dict.fromkeys(
        ["AFN", "ALL", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "SYP", "YER"], 2
    ),
    **dict.fromkeys(["MRO", "SLL", "STD", "TMM", "ZMK", "ZWD"], 2),
}


def iso_minor_digits(currency: str) -> int:
    """Returns the decimals that amounts of `currency` can have, by ISO 4217: JPY 0, ALL 2, IQD 3.

    2 for an unknown code.
    """
    return _ISO_MINOR_DIGITS.get(currency, minor_digits(currency))
