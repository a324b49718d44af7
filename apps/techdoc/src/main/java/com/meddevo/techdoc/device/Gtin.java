package com.meddevo.techdoc.device;

/**
 * A Global Trade Item Number, GS1's form of a UDI-DI: digits that end with a check digit, modulo 10, weights 3 and 1 from the right
 * (GS1 General Specifications, section 7.9.1).
 *
 * @param value 8, 12, 13 or 14 digits
 */
public record Gtin(String value) {
    /** @throws IllegalArgumentException says what is wrong and, if only the check digit is, the right one */
    public Gtin {
        if (!value.matches("[0-9]{8}|[0-9]{12,14}")) {
            throw new IllegalArgumentException("a GTIN has 8, 12, 13 or 14 digits and nothing else");
        }
        int last = value.length() - 1;
        int right = checkDigitOf(value.substring(0, last));
        if (value.charAt(last) - '0' != right) {
            throw new IllegalArgumentException(
                    "its check digit is " + value.charAt(last) + ", but " + value.substring(0, last) + " has " + right);
        }
    }

    /** The check digit of a number without one. */
    static int checkDigitOf(String digits) {
        int sum = 0;
        for (int fromTheRight = 0; fromTheRight < digits.length(); fromTheRight++) {
            int digit = digits.charAt(digits.length() - 1 - fromTheRight) - '0';
            sum += digit * (fromTheRight % 2 == 0 ? 3 : 1);
        }
        return (10 - sum % 10) % 10;
    }
}
