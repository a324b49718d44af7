package com.meddevo.localcloud.state;

import java.util.Random;

/**
 * Makes identifiers that look like AWS's. Equal seeds make equal identifiers, so that a failing test can be repeated. Used inside the
 * account's lock only.
 */
public final class Ids {

    private static final String DIGITS = "0123456789";
    private static final String HEXADECIMAL = DIGITS + "abcdef";
    private static final String ALPHANUMERIC = DIGITS + "abcdefghijklmnopqrstuvwxyz";

    private final Random random;

    Ids(long seed) { this.random = new Random(seed); }

    /** So many hexadecimal digits. */
    public String hexadecimal(int length) { return pick(HEXADECIMAL, length); }

    /** So many decimal digits, the first not zero. */
    public String decimal(int length) {
        return DIGITS.charAt(1 + random.nextInt(9)) + pick(DIGITS, length - 1);
    }

    /** So many small letters and digits. */
    public String alphanumeric(int length) { return pick(ALPHANUMERIC, length); }

    private String pick(String alphabet, int length) {
        return random.ints(length, 0, alphabet.length()).mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).toString();
    }
}
